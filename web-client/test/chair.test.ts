import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { MeetingView, RoomView } from "../src/wire/types";
import { makePage, settled, stubPage } from "./page";

stubPage();
await import("../src/chair/words");

const { table } = await import("../src/table/live");
const { Attendance } = await import("../src/chair/Attendance");
const { PhaseButtons } = await import("../src/chair/PhaseButtons");
const { RevealButton } = await import("../src/chair/RevealButton");
const { TableProvider } = await import("../src/meeting/context");

let sent: unknown[];
let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];

beforeEach(() => {
  if (root) render(null, root);
  ({ page, root } = makePage());
  sent = [];
  vi.spyOn(table, "ask").mockImplementation((_, request) => {
    sent.push((request as { command: unknown }).command);
    return new Promise(() => {});
  });
});

const waiting = ["mother", "aunt"].map((person) => ({ person, waiting: true, connected: true }));
const room = (more: object) =>
  ({ id: "r-1", phase: "differences", step: 3, participants: waiting, round: null, ...more }) as unknown as RoomView;

async function click(screen: () => unknown, testId: string, more: object = {}): Promise<void> {
  const at = { meeting: { id: "m-1" } as MeetingView, room: room(more), person: (id: string) => ({ id, name: id }) };
  render(h(TableProvider, { value: at as never, children: h(screen as never, {}) }), root);
  await settled();
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
