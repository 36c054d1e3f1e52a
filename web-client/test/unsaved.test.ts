import { afterEach, expect, test, vi } from "vitest";
import type * as Y from "yjs";
import { guardLeaving, somethingUnsaved } from "../src/app/unsaved";
import { addItem, itemsOf } from "../src/collab/items";
import { sections, table } from "../src/table/live";

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

function isHeld(): boolean {
  const leaving = new Event("beforeunload", { cancelable: true });
  page.dispatchEvent(leaving);
  return leaving.defaultPrevented;
}
