import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { PersonRole, PlanView } from "../src/wire/types";
import { makePage, settled, stubPage } from "./page";

stubPage();
await import("../src/plan/words");

const { PlanMeetingForm } = await import("../src/desk/PlanMeetingForm");

let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];
let posted: [string, Record<string, unknown>][];

beforeEach(() => {
  if (root) render(null, root);
  ({ page, root } = makePage());
  posted = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (init.method === "GET") return Response.json({ people: [] });
    posted.push([path, JSON.parse(String(init.body))]);
    return Response.json({ meeting: "m-1" }, { status: 201 });
  });
  // The taps of one test are no double taps with those of the next.
  vi.advanceTimersByTime(1_000);
});

const who = (id: string, role: PersonRole = "professional") => ({ id, name: id, role });
// As the casebook has them, but for the order: the father comes before the mother.
const plan = {
  id: "pl-1",
  you: "Ingrid",
  people: [
    who("Ingrid", "caseDirector"),
    who("Joost"),
    who("Mark", "parentWithAuthority"),
    who("Nadia", "parentWithAuthority"),
    who("Sem", "child"),
    who("Trees", "networkMember"),
    who("Tom", "safeHomeWorker"),
    who("Bosch"),
    who("Tolk", "interpreter"),
  ],
  protections: [{ protected: ["Nadia", "Sem"], from: ["Mark"], indirect: ["Trees"] }],
  relations: [{ kind: "serves", of: "Joost", to: "Mark" }],
  shieldings: [],
  youngChildren: [{ child: "Sem" }],
  sections: [
    { shielded: false, audience: ["Ingrid", "Joost", "Mark", "Nadia", "Sem", "Trees", "Tom"] },
    { shielded: true, audience: ["Bosch"] },
  ],
} as unknown as PlanView;

const change = async (testId: string, value: string, event = "change") => {
  page.find(testId)?.happen(event, { value });
  await settled();
};

async function drawForm(of = plan): Promise<void> {
  render(h(PlanMeetingForm, { plan: of, onDone: () => {} }), root);
  await settled();
  await change("meeting-starts", "2026-02-12T10:00", "input");
  await change("meeting-apart-starts", "2026-02-12T14:00", "input");
}

async function save(): Promise<void> {
  page.first("form")?.happen("submit");
  await settled();
}

const roomsOf = (body: Record<string, unknown> | undefined) => [
  body?.participants,
  (body?.otherRooms as { participants: string[] }[] | undefined)?.map(({ participants }) => participants),
];

test("PlanMeetingForm_AsItBegins_SeatsNobodyBesideWhomTheyAreKeptSafeFrom", async () => {
  await drawForm();
  await save();
  const [, body] = posted[0] ?? [];
  expect(roomsOf(body)).toEqual([["Ingrid", "Nadia", "Tom", "Tolk"], [["Joost", "Mark", "Trees"]]]);
  expect(body?.informed).toEqual(["Bosch"]);
});

test("PlanMeetingForm_InterpreterWithoutAFreeRoom_GetsNoSeatAndNoMinutes", async () => {
  const protections = [...plan.protections, { protected: ["Tom", "Trees"], from: ["Tolk"], indirect: [] }];
  await drawForm({ ...plan, protections } as unknown as PlanView);
  await save();
  expect(roomsOf(posted[0]?.[1])).toEqual([["Ingrid", "Nadia", "Tom"], [["Joost", "Mark", "Trees"]]]);
  expect(posted[0]?.[1].informed).toEqual(["Bosch"]);
});

test("PlanMeetingForm_TwoWhoAreKeptSafe_InBothRooms_IsOneQuestionForEach", async () => {
  await drawForm();
  for (const id of ["Nadia", "Mark"]) await change(`seat-${id}`, "both");
  await save();
  const text = page.find("meeting-sure")?.text ?? "";
  expect(text.split("Er is bescherming tegen Mark").length).toBe(2);
  await change("seat-Tom", "both");
  expect(page.find("meeting-save")?.text).toBe("Ja, plan het zo");
  await save();
  expect(posted.length).toBe(1);
});

test("PlanMeetingForm_WhoIsInBoth_HasASeatInEach", async () => {
  await drawForm();
  await change("seat-Tom", "both");
  await save();
  expect(roomsOf(posted[0]?.[1])).toEqual([["Ingrid", "Nadia", "Tom", "Tolk"], [["Joost", "Mark", "Trees", "Tom"]]]);
});

test.each([
  ["Trees", "seat", "Trees mag niet alles weten"],
  ["Mark", "seat", "Er is bescherming tegen Mark"],
  ["Nadia", "both", "Nadia komt in allebei de gesprekken"],
])("PlanMeetingForm_%s as %s_AsksFirstAndThenPlansIt", async (id, seat, question) => {
  await drawForm();
  await change(`seat-${id}`, seat);
  expect(page.find("meeting-sure")).toBeUndefined();
  await save();
  expect(posted).toEqual([]);
  expect(page.find("meeting-sure")?.text).toContain(question);
  await save();
  expect(posted.length).toBe(1);
});

test("PlanMeetingForm_OfWhomSomebodyMayNotKnow_BeginsWithThemApart_AndSaysWhoWhenTheySitTogether", async () => {
  const shieldings = [{ person: "Tom", hiddenFrom: ["Nadia"], shieldedFrom: [], aliasName: null }];
  await drawForm({ ...plan, shieldings } as unknown as PlanView);
  await save();
  expect(roomsOf(posted[0]?.[1])).toEqual([["Ingrid", "Nadia", "Tolk"], [["Joost", "Mark", "Trees", "Tom"]]]);
  await change("seat-Tom", "seat");
  expect(page.find("meeting-hidden")?.text).toBe("Nadia mag niet weten van Tom.");
  await save();
  expect(posted.length).toBe(1);
});

test("PlanMeetingForm_WithoutATime_GoesToTheFieldThatMissesIt", async () => {
  render(h(PlanMeetingForm, { plan, onDone: () => {} }), root);
  await settled();
  await change("meeting-starts", "2026-02-12T10:00", "input");
  await save();
  expect(posted).toEqual([]);
  expect(page.text.split("Kies een dag en een tijd.").length).toBe(2);
  expect(document.activeElement).toBe(page.find("meeting-apart-starts"));
});

test("PlanMeetingForm_TheOnlyOneApartComesToBoth_StillAsksWhenTheOtherMeetingIs", async () => {
  const choicesOf = (id: string) => page.find(`seat-${id}`)?.text ?? "";
  await drawForm();
  for (const id of ["Joost", "Trees"]) await change(`seat-${id}`, "none");
  expect(choicesOf("Nadia")).toContain("allebei");
  await change("seat-Mark", "both");
  expect(page.find("meeting-apart-starts")).toBeDefined();
  await change("seat-Mark", "none");
  expect(page.find("meeting-apart-starts")).toBeUndefined();
  expect(choicesOf("Nadia")).not.toContain("allebei");
});
