import { afterEach, expect, test, vi } from "vitest";
import type * as Y from "yjs";
import { guardLeaving, somethingUnsaved } from "../src/app/unsaved";
import { addItem, itemsOf } from "../src/collab/items";
import { askMeeting, askPlan, sections, table, underWay, unsaved } from "../src/table/live";

const page = new EventTarget();

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("unsaved_WordsThatTheServerWouldNotKeep_GuardThePageUntilDismissed", async () => {
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.spyOn(table, "call").mockResolvedValue({
    refusal: null,
    update: "AAA=",
    stateVector: "AA==",
    clients: {},
    canWrite: true,
  });
  guardLeaving();
  sections.show(["s-1"]);
  const section = sections.all.value.get("s-1");
  await section?.open();
  section?.doc.value.transact(() => {
    const item = addItem(section.doc.value, "harm", "fact", "p-1");
    (itemsOf(section.doc.value).get(item)?.get("text") as Y.Text).insert(0, "mijn woorden");
  });
  section?.refused(1, { code: "section.protected-word", about: [] });
  expect(section?.rescued.value.map(({ text }) => text)).toEqual(["mijn woorden"]);
  expect(sections.unsaved.value).toBe(true);
  expect(somethingUnsaved.value).toBe(true);
  expect(isHeld()).toBe(true);
  section?.dismissRescued();
  expect(sections.unsaved.value).toBe(false);
  expect(isHeld()).toBe(false);
});

test("unsaved_AnswerUnderWay_GuardsThePageUntilTheServerHasIt", async () => {
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  let arrive = (_: unknown) => {};
  vi.spyOn(table, "ask").mockReturnValue(new Promise((resolve) => (arrive = resolve)));
  const coming = askMeeting("m-1", { kind: "enterRoom", room: "r-1" });
  expect(unsaved.value).toBe(false);
  const answer = {
    kind: "answerCommitment",
    id: "c-1",
    textVersion: 1,
    answer: "agree",
    remark: null,
    room: null,
  } as const;
  const asked = askPlan("pl-1", answer);
  expect([underWay.value, unsaved.value, somethingUnsaved.value, isHeld()]).toEqual([true, true, true, true]);
  arrive({ refusal: null });
  expect(await asked).toBeNull();
  await coming;
  expect([underWay.value, unsaved.value, somethingUnsaved.value, isHeld()]).toEqual([false, false, false, false]);
});

test("unsaved_CommandThatFailed_IsNoLongerUnderWay", async () => {
  vi.spyOn(table, "ask").mockRejectedValue(new Error("refused by the hub"));
  await expect(askMeeting("m-1", { kind: "setReady", room: "r-1", ready: true })).rejects.toThrow();
  expect(unsaved.value).toBe(false);
});

function isHeld(): boolean {
  const leaving = new Event("beforeunload", { cancelable: true });
  page.dispatchEvent(leaving);
  return leaving.defaultPrevented;
}
