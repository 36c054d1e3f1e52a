import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { MeetingView, RoomView } from "../src/wire/types";
import { commandsTo } from "./commands";
import { makePage, settled, stubPage } from "./page";

stubPage();
await import("../src/chair/words");

const { table } = await import("../src/table/live");
const { AbsenceNotes } = await import("../src/chair/AbsenceNotes");
const { Attendance } = await import("../src/chair/Attendance");
const { ChairBar } = await import("../src/chair/ChairBar");
const { CloseDialog } = await import("../src/chair/CloseDialog");
const { PhaseButtons } = await import("../src/chair/PhaseButtons");
const { RevealButton } = await import("../src/chair/RevealButton");
const { TableProvider } = await import("../src/meeting/context");

let sent: unknown[];
let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];

beforeEach(() => {
  if (root) render(null, root);
  ({ page, root } = makePage());
  sent = commandsTo(table);
  // The taps of one test are no double taps with those of the next.
  vi.advanceTimersByTime(1_000);
});

const waiting = ["mother", "aunt"].map((person) => ({ person, waiting: true, connected: true }));
const room = (more: object) =>
  ({ id: "r-1", phase: "differences", step: 3, participants: waiting, round: null, ...more }) as unknown as RoomView;

const meeting = { id: "m-1", canClose: [], step: 9, rooms: [] } as unknown as MeetingView;
const plan = { commitments: [], youngChildren: [{ child: "child" }] };

async function draw(screen: (props: never) => unknown, more: object = {}, props: object = {}): Promise<void> {
  const at = { meeting, plan, room: room(more), person: (id: string) => ({ id, name: id }) };
  render(h(TableProvider, { value: at as never, children: h(screen as never, props) }), root);
  await settled();
}

async function click(screen: () => unknown, testId: string, more: object = {}): Promise<void> {
  await draw(screen, more);
  page.find(testId)?.happen("click");
  await settled();
}

// It is asked again until the server answers, and the chair may have gone on elsewhere meanwhile.
test("MoveToPhase_IsFromTheStepOnTheScreen", async () => {
  await click(PhaseButtons, "next-phase");
  expect(sent).toEqual([{ kind: "moveToPhase", room: "r-1", phase: "commitments", step: 3 }]);
});

test("OpenScoreRound_IsAfterTheRoundOnTheScreen", async () => {
  await click(RevealButton, "new-round", { round: { number: 1, revealed: {} } });
  expect(sent).toEqual([{ kind: "openScoreRound", room: "r-1", after: 1 }]);
});

test("OpenScoreRound_BeforeTheFirst_IsAfterNone", async () => {
  await click(RevealButton, "new-round");
  expect(sent).toEqual([{ kind: "openScoreRound", room: "r-1", after: 0 }]);
});

test("AdmitEveryone_IsForThoseWhoWaitOnTheScreen", async () => {
  await click(Attendance, "admit-all");
  expect(sent).toEqual([{ kind: "admitEveryone", room: "r-1", people: ["mother", "aunt"] }]);
});

test("RevealButton_ServerWaitsForAChildWithoutADevice_NamesIt", async () => {
  const refusal = { code: "score.reason-required", about: ["child"] };
  vi.spyOn(table, "ask").mockResolvedValue({ refusal });
  await click(RevealButton, "reveal", { round: { number: 2, revealed: null, eligible: ["child"], done: [] } });
  expect(page.find("force-reveal")?.text).toContain("We wachten nog op child.");
});

test("Attendance_WhoOnlyLookedBefore_DoesNotWaitAndMayBeLetInAlone", async () => {
  await draw(Attendance, { participants: waiting.map((p) => ({ ...p, connected: p.person === "aunt" })) });
  expect(page.all("attendee").map(({ attributes }) => attributes.get("data-state"))).toEqual(["waiting", "away"]);
  expect(page.all("admit")).toHaveLength(2);
  expect(page.find("admit-all")).toBeUndefined();
});

/** A tap of a finger, or of a mouse. */
const tap = (testId: string, x = 10, y = 10) =>
  page.find(testId)?.happen("click", {}, { detail: 1, clientX: x, clientY: y });

test("Attendance_DoubleTapOnTheFirstWhoWaits_LetsInThatOneAlone", async () => {
  const letIn = [{ ...waiting[0], waiting: false }, waiting[1]];
  sent = commandsTo(table, [{ refusal: null }]);
  await draw(Attendance);
  tap("admit");
  await draw(Attendance, { participants: letIn });
  tap("admit");
  expect(sent).toEqual([{ kind: "admitPerson", room: "r-1", person: "mother" }]);
});

test("Attendance_WhoWaitsIsLetInElsewhere_NobodyMovesUnderAFinger", async () => {
  const places = () => page.all("attendee").map(({ attributes }) => attributes.get("data-person"));
  const press = (type: string) =>
    document.dispatchEvent(Object.defineProperty(new Event(type), "target", { value: { closest: () => ({}) } }));
  const participants = [{ ...waiting[0], waiting: false }, waiting[1]];
  await draw(Attendance);
  press("pointerdown");
  await draw(Attendance, { participants });
  expect([places(), page.all("admit-all").length]).toEqual([["mother", "aunt"], 1]);
  press("pointerup");
  await settled();
  await draw(Attendance, { participants });
  expect([places(), page.all("admit-all").length]).toEqual([["mother", "aunt"], 1]);
  await vi.advanceTimersByTimeAsync(500);
  expect([places(), page.all("admit-all").length]).toEqual([["aunt", "mother"], 0]);
});

const round = { number: 1, revealed: null, eligible: ["mother"], done: ["mother"] };

test("RevealButton_DoubleTap_OpensNoOtherRound_ALaterTapDoes", async () => {
  sent = commandsTo(table, [{ refusal: null }]);
  await draw(RevealButton, { round });
  tap("reveal");
  await draw(RevealButton, { round: { ...round, revealed: {} } });
  tap("new-round");
  expect(sent).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(500);
  tap("new-round");
  expect(sent.at(-1)).toEqual({ kind: "openScoreRound", room: "r-1", after: 1 });
});

test("PhaseButtons_DoubleTap_IsNotTheAnswerToItsQuestion", async () => {
  await draw(PhaseButtons, { readyCount: 0, connectedCount: 2 });
  tap("next-phase");
  await settled();
  tap("next-phase");
  expect(sent).toEqual([]);
});

test("Button_QuickTapElsewhere_Counts", async () => {
  await draw(Attendance);
  tap("admit");
  await draw(RevealButton, { round: { ...round, revealed: {} } });
  tap("new-round", 10, 60);
  expect(sent).toHaveLength(2);
});

test.each([
  ["typed", "input", undefined, 2],
  ["closed with a key", "keydown", "Escape", 2],
  ["pressed with a key", "keydown", "Enter", 1],
])("Button_SomethingWas %s_InBetween_IsNoDoubleTapUnlessItWasAPress", async (_, type, key, times) => {
  await draw(Attendance);
  tap("admit");
  await draw(RevealButton, { round: { ...round, revealed: {} } });
  document.dispatchEvent(Object.assign(new Event(type), { key }));
  tap("new-round");
  expect(sent).toHaveLength(times);
});

test("Button_EnterHeldDown_IsOnePress", async () => {
  await draw(Attendance);
  const enter = (repeat: boolean) => page.find("admit")?.happen("keydown", {}, { key: "Enter", repeat });
  expect([enter(false), enter(true)]).toEqual([false, true]);
});

test("CloseMeeting_IsAtTheStepOnTheScreen", async () => {
  await draw(CloseDialog, {}, { onDone: () => {} });
  page.find("next-day")?.happen("input", { value: "2026-04-02" });
  await settled();
  page.find("close-sure")?.happen("click");
  await settled();
  expect(sent.at(-1)).toEqual({
    kind: "closeMeeting",
    nextMeetingOn: "2026-04-02",
    withoutNextReason: null,
    step: 9,
  });
});

test("AbsenceNote_ReplacesNone_AndAYoungChildMayHaveBeenThere", async () => {
  const notes = { absent: ["father", "child"], onNoted: () => {} };
  await draw(AbsenceNotes, {}, notes);
  expect(page.find("absence-present-father")).toBeUndefined();
  page.find("absence-present-child")?.happen("click");
  page.find("absence-father")?.happen("input", { value: "ziek" });
  await settled();
  page.find("absence-save-father")?.happen("click");
  await settled();
  expect(sent).toEqual([
    { kind: "admitPerson", room: "r-1", person: "child" },
    { kind: "noteAbsence", person: "father", note: "ziek", replaces: false },
  ]);
});

test("ChairBar_RoundShownElsewhereAndAnother_DoesNotAskToShowThatOne", async () => {
  const scores = (number: number, revealed: object | null) => ({
    phase: "scoring",
    participants: [{ person: "aunt", waiting: false, connected: true }],
    round: { number, revealed, eligible: ["aunt"], done: [] },
  });
  await click(ChairBar, "reveal", scores(1, null));
  expect(page.find("force-reveal")).toBeDefined();
  await draw(ChairBar, scores(1, {}));
  await draw(ChairBar, scores(2, null));
  expect(page.find("force-reveal")).toBeUndefined();
});
