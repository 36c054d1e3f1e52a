import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addItem } from "../src/collab/items";

let order: string[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  order = [];
  vi.stubGlobal("removeEventListener", () => {});
  vi.stubGlobal("location", { replace: (to: string) => order.push(`to ${to}`) });
  vi.stubGlobal("fetch", async (path: string) => {
    order.push(`fetch ${path}`);
    return new Response(null, { status: 204 });
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Somebody with a section open; `typed` has put an item on the card whose acknowledgement is not there yet. */
async function signedIn(typed: boolean) {
  const { signOut } = await import("../src/app/session");
  const { noteDraft } = await import("../src/app/unsaved");
  const { sections, table } = await import("../src/table/live");
  vi.spyOn(table, "stop").mockImplementation(() => void order.push("stop"));
  vi.spyOn(table, "call").mockResolvedValue({
    refusal: null,
    update: "AAA=",
    stateVector: "AA==",
    clients: {},
    canWrite: true,
  });
  sections.show(["s-1"]);
  const section = sections.all.value.get("s-1");
  await section?.open();
  if (typed && section) addItem(section.doc.value, "harm", "fact", "p-1");
  return { signOut, noteDraft, section };
}

const LEFT = ["stop", "fetch /api/sign-out", "to /in"];

test("signOut_AllSaved_LeavesAtOnce", async () => {
  const { signOut } = await signedIn(false);
  expect(await signOut(false)).toBe(true);
  expect(order).toEqual(LEFT);
});

test("signOut_WordsUnderWay_LeavesWhenTheyArrived", async () => {
  const { signOut, section } = await signedIn(true);
  const left = signOut(false);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(order).toEqual([]);
  section?.acknowledged(1);
  expect(await left).toBe(true);
  expect(order).toEqual(LEFT);
});

test("signOut_WordsDoNotArrive_AsksAfterTwoSeconds", async () => {
  const { signOut } = await signedIn(true);
  const left = signOut(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await left).toBe(false);
  expect(order).toEqual([]);
  expect(await signOut(true)).toBe(true);
  expect(order).toEqual(LEFT);
});

test("signOut_AnswerUnderWay_LeavesWhenItArrived", async () => {
  const { signOut } = await signedIn(false);
  const { askMeeting, table } = await import("../src/table/live");
  let arrive = (_: unknown) => {};
  vi.spyOn(table, "ask").mockReturnValue(new Promise((resolve) => (arrive = resolve)));
  void askMeeting("m-1", { kind: "setReady", room: "r-1", ready: true });
  const left = signOut(false);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(order).toEqual([]);
  arrive({ refusal: null });
  expect(await left).toBe(true);
  expect(order).toEqual(LEFT);
});

test("signOut_FormNotSent_AsksAtOnce", async () => {
  const { signOut, noteDraft } = await signedIn(false);
  noteDraft("score", true);
  expect(await signOut(false)).toBe(false);
  expect(order).toEqual([]);
});
