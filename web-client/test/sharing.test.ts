import type { VNode } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { LegalBasisView, PlanView } from "../src/wire/types";
import { marked, type Props, partsOf } from "./parts";

const hooks = vi.hoisted(() => ({ cells: [] as unknown[], at: 0 }));
vi.mock("preact/hooks", async (original) => ({
  ...(await original<object>()),
  useEffect: () => {},
  useLayoutEffect: () => {},
  useContext: () => null,
  useId: () => "id",
  useState: (first: unknown) => {
    const { cells } = hooks;
    const at = hooks.at++;
    if (!(at in cells)) cells[at] = typeof first === "function" ? first() : first;
    return [cells[at], (next: unknown) => (cells[at] = typeof next === "function" ? next(cells[at]) : next)];
  },
}));
vi.hoisted(() => vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: () => {} })));

await import("../src/plan/words");
const { AddPersonForm } = await import("../src/desk/AddPersonForm");
const { AudienceForm } = await import("../src/sharing/AudienceForm");
const { ConsentForm } = await import("../src/sharing/ConsentForm");
const { LegalBases } = await import("../src/sharing/LegalBases");
const { isComplete, LegalBasisFields, NO_BASIS } = await import("../src/sharing/LegalBasisFields");
const { Safety } = await import("../src/sharing/Safety");
const { Relations } = await import("../src/sharing/Relations");
const { refusalText } = await import("../src/words/words");

const textOf = (screen: unknown, testId: string) =>
  partsOf(screen).find(({ props }) => props?.["data-testid"] === testId)?.props.children;

/** A screen that can be drawn again and again, with a state of its own. */
function screen(draw: () => VNode | null): () => VNode {
  const cells: unknown[] = [];
  return () => {
    hooks.cells = cells;
    hooks.at = 0;
    return draw() as VNode;
  };
}

/** A part of a screen by its name, that can be drawn again and again. */
function partOf(whole: VNode, name: string): () => VNode {
  const part = partsOf(whole).find(({ type }) => typeof type === "function" && type.name === name) as VNode<Props>;
  return screen(() => (part.type as (props: Props) => VNode)(part.props));
}

const fetched = vi.fn();
const person = (id: string) => ({ id, name: `Naam van ${id}`, role: "child" }) as never;
const plan = {
  id: "pl-1",
  you: "p-1",
  offeredTo: "p-2",
  people: ["p-1", "p-2"].map((id) => ({ id, name: `Naam van ${id}`, role: "caseDirector" })),
  relations: [],
  rights: { manage: true },
  legalBases: [],
} as unknown as PlanView;

beforeEach(() => {
  fetched.mockReset().mockImplementation(async () => new Response());
  vi.stubGlobal("fetch", fetched);
});

const sent = () => fetched.mock.calls.map(([path, { body }]) => [path, body && JSON.parse(body)]);

test("Handover_Offered_CanBeTakenBack", async () => {
  const relations = screen(() => Relations({ plan, person }));
  marked(relations(), "handover").onClick();
  const form = partOf(relations(), "HandoverForm");
  marked(form(), "handover-back").onClick();
  await vi.waitFor(() => expect(sent()).toEqual([["/api/plans/pl-1/handover", { to: "p-1" }]]));
});

test("Handover_NotOffered_HasNothingToTakeBack", () => {
  const relations = screen(() => Relations({ plan: { ...plan, offeredTo: null }, person }));
  marked(relations(), "handover").onClick();
  expect(marked(partOf(relations(), "HandoverForm")(), "handover-back")).toBeUndefined();
});

test("Handover_GoesToAColleagueOrAProfessional_NotToFamily", () => {
  const roles = ["caseDirector", "caseDirector", "professional", "parentWithAuthority", "interpreter"];
  const people = roles.map((role, i) => ({ id: `p-${i + 1}`, name: role, role }));
  const relations = screen(() => Relations({ plan: { ...plan, people } as never, person }));
  marked(relations(), "handover").onClick();
  const offered = marked(partOf(relations(), "HandoverForm")(), "handover-to").options as { value: string }[];
  expect(offered.map(({ value }) => value)).toEqual(["p-2", "p-3"]);
});

test("Relation_EndedJustAfterMidnight_KeepsItsFirstDayAndEndsOnTheDutchDay", async () => {
  vi.useFakeTimers({ now: new Date("2026-07-01T22:30:00Z"), toFake: ["Date"] });
  const held = { id: "r-1", kind: "authorityOver", of: "p-1", to: "p-2", from: "2024-01-01", until: null };
  const relations = screen(() => Relations({ plan: { ...plan, relations: [held] } as never, person }));
  marked(relations(), "relation-end").onClick();
  expect(sent()).toEqual([]);
  marked(partOf(partOf(relations(), "EndRelation")(), "SureDialog")(), "relation-end-sure").onClick();
  vi.useRealTimers();
  await vi.waitFor(() => expect(sent()).toEqual([["/api/plans/pl-1/relations", { ...held, until: "2026-07-02" }]]));
});

test("Relation_ThatWasAMistake_EndsOnTheDayBeforeItBegan", async () => {
  const held = { id: "r-1", kind: "sourceOfDanger", of: "p-1", to: "p-2", from: "2026-03-01", until: null };
  const relations = screen(() => Relations({ plan: { ...plan, relations: [held] } as never, person }));
  marked(relations(), "relation-end").onClick();
  marked(partOf(relations(), "EndRelation")(), "relation-mistake").onClick();
  await vi.waitFor(() => expect(sent()).toEqual([["/api/plans/pl-1/relations", { ...held, until: "2026-02-28" }]]));
});

test("AddPerson_BirthDateOfAChildThatBecameAParent_IsNotSent", async () => {
  const form = screen(() => AddPersonForm({ plan, onDone: () => {} }));
  marked(form(), "person-name").onInput("Rob");
  marked(form(), "person-role").onInput("child");
  marked(form(), "person-birthDate").onInput("2012-01-01");
  marked(form(), "person-role").onInput("parentWithAuthority");
  const submit = partsOf(form()).find(({ type }) => type === "form")?.props.onSubmit as (event: object) => void;
  submit({ preventDefault: () => {} });
  await vi.waitFor(() => expect(sent()[0]?.[1]).toMatchObject({ role: "parentWithAuthority", birthDate: null }));
});

test("Audience_OfAPartInWhichNobodyTypes_CanTypeTogetherAgain", async () => {
  const part = { id: "s-1", mode: "released", audience: ["p-1", "p-2"], categories: [] };
  const form = screen(() => AudienceForm({ plan, section: part as never, onDone: () => {} }));
  marked(form(), "audience-live").onInput(["live"]);
  marked(form(), "audience-save").onClick();
  const readers = { audience: ["p-2"], categories: null, live: true };
  await vi.waitFor(() => expect(sent()).toEqual([["/api/plans/pl-1/sections/s-1/audience", readers]]));
});

test("Audience_OfAPartInWhichPeopleType_HasNothingToTurnOn", () => {
  const part = { id: "s-1", mode: "live", audience: ["p-1", "p-2"], categories: [] };
  const form = screen(() => AudienceForm({ plan, section: part as never, onDone: () => {} }));
  expect(marked(form(), "audience-live")).toBeUndefined();
});

test("Protection_FromWhom_IsNeverTheDirector", () => {
  const safety = screen(() => Safety({ plan: { ...plan, protections: [] }, person }));
  marked(safety(), "protection-new").onClick();
  const form = partOf(safety(), "ProtectionForm")();
  const offered = (testId: string) => (marked(form, testId).options as { value: string }[]).map(({ value }) => value);
  expect(offered("protection-protected")).toEqual(["p-1", "p-2"]);
  expect(offered("protection-from")).toEqual(["p-2"]);
  expect(offered("protection-indirect")).toEqual(["p-2"]);
});

test("LegalBases_OneThatHolds_IsStoppedWithAReason", async () => {
  const basis = (id: string, holds: boolean) =>
    ({ id, code: "public-task", to: ["p-2"], necessity: "Nodig.", from: "2026-02-01", until: null, holds }) as never;
  const bases: LegalBasisView[] = [basis("b-1", true), basis("b-2", false)];
  const panel = screen(() => LegalBases({ plan: { ...plan, legalBases: bases }, person }));
  const stops = partsOf(panel()).filter(({ props }) => props?.testId === "legal-basis-end");
  expect(stops).toHaveLength(1);
  stops[0]?.props.onClick();
  const form = partOf(panel(), "EndDialog");
  expect(marked(form(), "legal-basis-end-save").disabled).toBe(true);
  marked(form(), "legal-basis-end-reason").onInput("De verkeerde.");
  marked(form(), "legal-basis-end-save").onClick();
  await vi.waitFor(() =>
    expect(sent()).toEqual([["/api/plans/pl-1/legal-bases/b-1/end", { reason: "De verkeerde." }]]),
  );
});

test("LegalBasisFields_ALastDay_IsOptional", () => {
  const whole = { ...NO_BASIS, code: "a", necessity: "b", proportionality: "c", informedOn: "2026-02-01" };
  const onInput = vi.fn();
  expect(isComplete(whole)).toBe(true);
  const form = screen(() => LegalBasisFields({ basis: whole, onInput }));
  marked(form(), "basis-until").onInput("2026-12-31");
  marked(form(), "basis-until").onInput("");
  expect(onInput.mock.calls.map(([{ until }]) => until)).toEqual(["2026-12-31", null]);
});

test("ConsentForm_OfSomebodyWhoMayNotKnow_SaysWho", async () => {
  fetched.mockImplementation(async () => Response.json({ code: "consent.unseen", about: ["p-2"] }, { status: 422 }));
  const form = screen(() => ConsentForm({ plan, to: ["p-2"], onDone: () => {} }));
  const [drawn] = partsOf(form()).filter(({ type }) => type === "form");
  (drawn?.props.onSubmit as (event: object) => void)({ preventDefault: () => {} });
  await vi.waitFor(() => expect(textOf(form(), "consent-unseen")).toBe("Het gaat om Naam van p-2."));
});

test.each(["protection.word-too-short", "protection.same-person"])("refusalText_%s_SaysWhatIsWrong", (code) => {
  expect(refusalText(code)).not.toBe(refusalText("other"));
});

test.each([
  ["http.502", "Kijk of het gelukt is"],
  ["unsure", "Kijk of het gelukt is"],
  ["plan.something-new", "Er is niets veranderd"],
])("refusalText_%s_SaysOnlyWhatIsSure", (code, text) => {
  expect(refusalText(code)).toContain(text);
});
