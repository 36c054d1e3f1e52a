import { signal } from "@preact/signals";
import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { addItem, readItems, setItem } from "../src/collab/items";
import type { Row } from "../src/meeting/card/rows";
import type { SectionView } from "../src/wire/types";
import { makePage, settled, stubPage } from "./page";

stubPage();

const { EditItem } = await import("../src/meeting/card/EditItem");
const { useHeldRows } = await import("../src/meeting/card/useHeldRows");
const { TableProvider } = await import("../src/meeting/context");

let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];
let doc: Y.Doc;
let id: string;

beforeEach(() => {
  if (root) render(null, root);
  ({ page, root } = makePage());
  doc = new Y.Doc();
  id = addItem(doc, "harm", "fact", "p-1");
});

const row = () => {
  const section = { id: "s-1", doc: signal(doc), clients: signal({}) };
  const view = { audience: [], releaseTo: [], moveTo: [] };
  return { key: id, item: readItems(doc)[0], section, view } as unknown as Row;
};

test("EditItem_ColumnAndSpeakerChosen_AreWrittenWhenItsWriterIsDone", async () => {
  const plan = { id: "pl-1", you: "p-1", sections: [], rights: {} };
  const person = (id: string) => ({ id, name: id });
  const value = { meeting: {}, plan, room: { participants: [{ person: "p-2" }] }, isChair: false, person } as never;
  let done = 0;
  const form = h(EditItem, { row: row(), canWrite: true, onDone: () => done++ });
  render(h(TableProvider, { value, children: form }), root);
  page.find("edit-column")?.happen("change", { value: "danger" });
  page.find("edit-column")?.happen("change", { value: "strength" });
  await settled();
  page.find("edit-speaker")?.happen("change", { value: "p-2" });
  await settled();
  const written = () => readItems(doc).map(({ column, kind, speaker }) => [column, kind, speaker]);
  expect([written(), done]).toEqual([[["harm", "fact", "p-1"]], 0]);
  page.find("edit-done")?.happen("click");
  expect([written(), done]).toEqual([[["strength", "fact", "p-2"]], 1]);
});

test("useHeldRows_MovedByAnotherWhileSomebodyTypesInIt_StaysUntilTheyLeaveIt", async () => {
  const Shown = ({ rows }: { rows: readonly Row[] }) => h("p", null, useHeldRows(rows, [])[0]?.item.column);
  const draw = async () => {
    render(h(Shown, { rows: [row()] }), root);
    await settled();
    return page.text;
  };
  const focus = (on: object | null) => Object.assign(document, { activeElement: on });
  expect(await draw()).toBe("harm");
  focus(Object.assign(new HTMLTextAreaElement(), { closest: () => ({ dataset: { item: id } }) }));
  setItem(doc, id, "column", "strength");
  expect(await draw()).toBe("harm");
  expect(await draw()).toBe("harm");
  focus(null);
  document.dispatchEvent(new Event("focusout"));
  await settled();
  expect(page.text).toBe("strength");
});

test("useHeldRows_TakenOffTheCardWhileSomebodyTypesInIt_StaysToBeReadWhereItMayBeRead", async () => {
  const view = { id: "v-1" } as SectionView;
  const taken = { ...row(), view };
  const Shown = ({ rows, views }: { rows: readonly Row[]; views: SectionView[] }) =>
    useHeldRows(rows, views).map(({ item, gone }) => h("p", { key: item.id }, gone ? "gone" : item.column));
  const draw = async (rows: readonly Row[], views = [view]) => {
    render(h(Shown, { rows, views }), root);
    await settled();
    return page.text;
  };
  const focus = (on: object | null) => Object.assign(document, { activeElement: on });
  expect(await draw([taken])).toBe("harm");
  focus(Object.assign(new HTMLTextAreaElement(), { closest: () => ({ dataset: { item: id } }) }));
  setItem(doc, id, "status", "withdrawn");
  expect(await draw([])).toBe("gone");
  expect(await draw([], [])).toBe("");
  setItem(doc, id, "status", "onTable");
  expect(await draw([taken])).toBe("harm");
  setItem(doc, id, "status", "withdrawn");
  expect(await draw([])).toBe("gone");
  focus(null);
  document.dispatchEvent(new Event("focusout"));
  await settled();
  expect(page.text).toBe("");
});

test.each([
  ["on a button until it is lifted", { closest: () => ({}) }, "pointerup", 300, true],
  ["on a button of which the end is not told", { closest: () => ({}) }, "", 2_000, true],
  ["on a button, and a key", { closest: () => ({}) }, "keydown", 300, true],
  ["on a scroll bar", { closest: () => null }, "", 100, false],
])("useHeldRows_Press %s_HoldsWhatIsThere", async (_, target, end, ms, holds) => {
  const view = { id: "v-1" } as SectionView;
  const Shown = ({ rows }: { rows: readonly Row[] }) => h("p", null, useHeldRows(rows, [view]).length);
  const draw = async (rows: readonly Row[]) => {
    render(h(Shown, { rows }), root);
    await settled();
    return page.text;
  };
  await draw([]);
  document.dispatchEvent(Object.defineProperty(new Event("pointerdown"), "target", { value: target }));
  expect(await draw([{ ...row(), view }])).toBe(holds ? "0" : "1");
  if (end) {
    // The click is still to come.
    document.dispatchEvent(new Event(end));
    await vi.advanceTimersByTimeAsync(100);
    expect(page.text).toBe("0");
  }
  await vi.advanceTimersByTimeAsync(ms);
  expect(page.text).toBe("1");
});
