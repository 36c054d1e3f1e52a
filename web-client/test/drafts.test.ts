import type { VNode } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { CommitmentView, MeetingView, PlanView } from "../src/wire/types";
import { marked, type Props, partsOf } from "./parts";

const hooks = vi.hoisted(() => ({
  effects: [] as (() => unknown)[],
  refs: [] as { current: unknown }[],
  ref: 0,
  table: null as unknown,
}));
vi.mock("preact/hooks", async (original) => ({
  ...(await original<object>()),
  useEffect: (effect: () => unknown) => hooks.effects.push(effect),
  useLayoutEffect: (effect: () => unknown) => hooks.effects.push(effect),
  useContext: () => hooks.table,
  useId: () => "id",
  useState: (first: unknown) => [typeof first === "function" ? first() : first, () => {}],
  useRef: (first: unknown) => (hooks.refs[hooks.ref++] ??= { current: first }),
}));
vi.hoisted(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: () => {} }));
  vi.stubGlobal("document", { activeElement: null, addEventListener: () => {}, documentElement: {} });
  for (const field of ["TextArea", "Select", "Input"]) vi.stubGlobal(`HTML${field}Element`, class {});
});

const { AnswerForm } = await import("../src/meeting/commitments/AnswerForm");
const { CommitmentCard } = await import("../src/meeting/commitments/CommitmentCard");
const { ProposeForm } = await import("../src/meeting/commitments/ProposeForm");
const { RewordForm } = await import("../src/meeting/commitments/RewordForm");
const { Reactions } = await import("../src/minutes/Reactions");
const { ChildWords } = await import("../src/sharing/ChildWords");
const { scoreDraft } = await import("../src/meeting/score/draft");
const { useFollow } = await import("../src/meeting/useFollow");
const { childIsHere } = await import("../src/app/status");
const { somethingUnsaved } = await import("../src/app/unsaved");
const { liveMeeting, table } = await import("../src/table/live");

/** What is done when a form is drawn; gives how it is undone. */
const drawn = () => hooks.effects.splice(0).map((effect) => effect() as (() => void) | undefined);

const person = (id: string) => ({ id, name: id, role: "child" }) as never;
const plan = { id: "pl-1", you: "p-1", sections: [], people: [], rights: {}, childWords: [] } as unknown as PlanView;
const commitment = (textVersion: number, canAnswer = true) =>
  ({
    id: "c-1",
    textVersion,
    owner: "p-1",
    status: "proposed",
    kind: "action",
    answer: null,
    canAnswer,
  }) as CommitmentView;

beforeEach(() => {
  hooks.effects.length = 0;
  hooks.refs.length = 0;
});

test("AnswerForm_RewordedMeanwhile_KeepsTheWordsUntilTheyAreSent", async () => {
  const form = (version: number) => AnswerForm({ plan: "pl-1", commitment: commitment(version) });
  marked(form(1), "answer-disagree").onClick();
  marked(form(1), "answer-remark").onInput("Te vaak.");
  expect(somethingUnsaved.value).toBe(true);
  expect(marked(form(2), "answer-remark").value).toBe("Te vaak.");
  vi.spyOn(table, "ask").mockResolvedValue({ refusal: null });
  await marked(form(2), "answer-send").onClick();
  await vi.waitFor(() => expect(somethingUnsaved.value).toBe(false));
  expect(marked(form(2), "answer-remark")).toBeUndefined();
});

test("CommitmentCard_RewordedMeanwhile_IsTheSameForm", () => {
  const keyOf = (version: number) =>
    partsOf(CommitmentCard({ plan, person, commitment: commitment(version) })).find(
      ({ type }) => type === (AnswerForm as unknown),
    )?.key;
  expect(keyOf(1)).toBe(keyOf(2));
});

test("CommitmentCard_CanNoLongerBeAnswered_HoldsNobodyBack", () => {
  marked(AnswerForm({ plan: "pl-1", commitment: commitment(1) }), "answer-disagree").onClick();
  marked(AnswerForm({ plan: "pl-1", commitment: commitment(1) }), "answer-remark").onInput("Te vaak.");
  hooks.effects.length = 0;
  CommitmentCard({ plan, person, commitment: commitment(1, false) });
  drawn();
  expect(somethingUnsaved.value).toBe(false);
});

test("ProposeForm_TakenAwayAndOpenedAgain_HasTheWordsInItsOwnRoomOnly", () => {
  const [here, there] = ["r-1", "r-2"].map((id) => ({ id, participants: [] }));
  const form = (room: unknown) => {
    hooks.table = { plan, person, room, meeting: { id: "m-1", rooms: [room] } };
    return marked(ProposeForm({ onDone: () => {} }), "propose-text");
  };
  form(here).onInput("Ik bel elke dag.");
  for (const undo of drawn()) undo?.();
  hooks.table = null;
  expect(somethingUnsaved.value).toBe(true);
  expect(form(there).value).toBe("");
  expect(form(here).value).toBe("Ik bel elke dag.");
  form(here).onInput("");
  hooks.table = null;
  expect(somethingUnsaved.value).toBe(false);
});

test("RewordForm_TakenAwayWhileItWasRewordedByAnother_KeepsTheWordsAndSaysSo", async () => {
  const form = (version: number, text: string) =>
    RewordForm({ plan, person, commitment: { ...commitment(version), text, audience: "s-1" }, onDone: () => {} });
  marked(form(1, "Opa belt."), "reword-text").onInput("Opa belt elke dag.");
  for (const undo of drawn()) undo?.();
  expect(somethingUnsaved.value).toBe(true);
  const again = form(2, "Oma belt.");
  const leave = drawn();
  expect(marked(again, "reword-text").value).toBe("Opa belt elke dag.");
  expect(partsOf(again).some(({ props }) => JSON.stringify(props?.children)?.includes("Oma belt."))).toBe(true);
  const ask = vi.spyOn(table, "ask").mockResolvedValue({ refusal: null });
  (
    partsOf(again).find(({ type }) => type === "form") as VNode<Props & { onSubmit: (event: object) => void }>
  ).props.onSubmit({ preventDefault: () => {} });
  await vi.waitFor(() => expect(somethingUnsaved.value).toBe(false));
  expect(ask.mock.lastCall?.[1]).toMatchObject({ command: { textVersion: 2, text: "Opa belt elke dag." } });
  for (const undo of leave) undo?.();
  expect(marked(form(3, "Opa belt elke dag."), "reword-text").value).toBe("Opa belt elke dag.");
  for (const undo of drawn()) undo?.();
  expect(marked(form(4, "Niemand belt."), "reword-text").value).toBe("Niemand belt.");
});

test("Reactions_TakenAwayAndOpenedAgain_HaveTheWordsAtTheirOwnMinutes", () => {
  const form = (id: string) =>
    marked(Reactions({ minutes: { id, reactions: [] } as never, onDone: async () => {} }), "reaction-text");
  form("n-1").onInput("Dat zei ik niet zo.");
  for (const undo of drawn()) undo?.();
  expect(somethingUnsaved.value).toBe(true);
  expect(form("n-2").value).toBe("");
  expect(form("n-1").value).toBe("Dat zei ik niet zo.");
  form("n-1").onInput("");
  expect(somethingUnsaved.value).toBe(false);
});

test("ChildWords_OthersArriveMeanwhile_KeepWhatTheChildWrites", () => {
  const write = (words: number) => {
    const childWords = Array.from({ length: words }, (_, at) => ({ id: `w-${at}`, child: "p-2", part: "statement" }));
    return partsOf(ChildWords({ plan: { ...plan, childWords } as PlanView, person })).find(
      ({ type }) => typeof type === "function" && type.name === "Write",
    ) as VNode<Props>;
  };
  expect(write(0).key).toBe(write(1).key);
  const draw = () => (write(0).type as (props: Props) => VNode)(write(0).props);
  marked(draw(), "child-words-text").onInput("Ik mis mijn hond.");
  expect(somethingUnsaved.value).toBe(true);
  expect(marked(draw(), "child-words-text").value).toBe("Ik mis mijn hond.");
  marked(draw(), "child-words-text").onInput("");
  expect(somethingUnsaved.value).toBe(false);
});

test("useFollow_WordsInAFormOnTheScreen_StayThereWhenTheChairMovesOn", () => {
  const follow = (phase: "commitments" | "readBack") => {
    hooks.ref = 0;
    return useFollow(phase).shown;
  };
  expect(follow("commitments")).toBe("commitments");
  const form = () => AnswerForm({ plan: "pl-1", commitment: { ...commitment(1), id: "c-2" } });
  marked(form(), "answer-disagree").onClick();
  marked(form(), "answer-remark").onInput("Te vaak.");
  hooks.effects.length = 0;
  form();
  const leave = drawn();
  expect(follow("readBack")).toBe("commitments");
  for (const undo of leave) undo?.();
  hooks.refs.length = 0;
  expect(follow("commitments")).toBe("commitments");
  expect(follow("readBack")).toBe("readBack");
  marked(form(), "answer-remark").onInput("");
});

test("useFollow_AChildAtTheScreen_StaysThereWhenTheChairMovesOn", () => {
  const follow = (phase: "scoring" | "mapping") => {
    hooks.ref = 0;
    return useFollow(phase).shown;
  };
  follow("scoring");
  childIsHere.value = true;
  expect(follow("mapping")).toBe("scoring");
  childIsHere.value = false;
  expect(follow("scoring")).toBe("scoring");
  expect(follow("mapping")).toBe("mapping");
});

test("scoreDraft_OfARoundThatWasRevealed_HoldsNobodyBack", () => {
  const draft = scoreDraft({ meeting: "m-1", room: "r-1", round: 1 }, null);
  draft.value = { ...draft.value, why: "Het is stil." };
  expect(somethingUnsaved.value).toBe(true);
  const rooms = (number: number, revealed: [] | null) => [{ id: "r-1", round: { number, revealed } }];
  const show = (view: object | null) => {
    (liveMeeting.view as { value: MeetingView | null }).value = view as MeetingView | null;
  };
  show({ id: "m-1", rooms: rooms(1, null) });
  expect(somethingUnsaved.value).toBe(true);
  show({ id: "m-1", rooms: rooms(1, []) });
  expect(somethingUnsaved.value).toBe(false);
  show(null);
  expect(somethingUnsaved.value).toBe(false);
});
