import * as Y from "yjs";
import { newId } from "../wire/ids";
import type { CardColumn, ItemKind } from "../wire/types";

/** An item of the safety card as it stands in a section's document. */
export interface CardItem {
  id: string;
  column: CardColumn;
  kind: ItemKind;
  /** Who says it; empty if nobody in particular. */
  speaker: string;
  order: number;
  text: Y.Text;
  /** The Yjs client that made the item: the server tells whose it is. */
  client: number;
}

export type ItemMap = Y.Map<Y.Map<unknown>>;

export const itemsOf = (doc: Y.Doc): ItemMap => doc.getMap("items") as ItemMap;

/** Whether somebody took the item off the table, or it moved to other readers. */
export function isGone(doc: Y.Doc, id: string): boolean {
  const item: unknown = itemsOf(doc).get(id);
  return item instanceof Y.Map && item.get("status") === "withdrawn";
}

/** The words of an item; null when it is malformed. */
export function textOf(item: unknown): Y.Text | null {
  const text = item instanceof Y.Map ? item.get("text") : null;
  return text instanceof Y.Text ? text : null;
}

/** The items on the table, in their order; withdrawn and malformed ones are left out. */
export function readItems(doc: Y.Doc): CardItem[] {
  const found: CardItem[] = [];
  itemsOf(doc).forEach((value, id) => {
    const text = textOf(value);
    if (!text || isGone(doc, id)) return;
    found.push({
      id,
      column: value.get("column") as CardColumn,
      kind: value.get("kind") as ItemKind,
      speaker: (value.get("speaker") as string | undefined) ?? "",
      order: (value.get("order") as number | undefined) ?? 0,
      text,
      client: value._item?.id.client ?? 0,
    });
  });
  return found.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/**
 * Makes an item with an empty text in one transaction, behind all others; returns its id. Its order is the time: a number
 * counted over several sections would tell a reader of one that there are others.
 */
export function addItem(doc: Y.Doc, column: CardColumn, kind: ItemKind, speaker: string): string {
  const id = newId("i");
  doc.transact(() => {
    const item = new Y.Map<unknown>();
    item.set("column", column);
    item.set("kind", kind);
    item.set("speaker", speaker);
    item.set("order", Date.now());
    item.set("status", "onTable");
    item.set("text", new Y.Text());
    itemsOf(doc).set(id, item);
  });
  return id;
}

export function setItem(doc: Y.Doc, id: string, key: "column" | "kind" | "speaker" | "status", value: string): void {
  itemsOf(doc).get(id)?.set(key, value);
}

/** The letters of one client that stand in the text now; a sign stands where others' letters come between. */
export function wordsOf(text: Y.Text, client: number): string {
  let words = "";
  let between = false;
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    const own = item.id.client === client;
    if (own) words += (between && words ? " … " : "") + item.content.str;
    between = !own;
  }
  return words;
}

/** Whether letters of one client stand in the text now that it typed at this clock or later. */
export function hasWordsSince(text: Y.Text, client: number, clock: number): boolean {
  for (let item = text._start; item; item = item.right)
    if (!item.deleted && item.id.client === client && item.id.clock + item.length > clock) return true;
  return false;
}

/** The clients whose letters stand in the text now. */
export function writersOf(text: Y.Text): Set<number> {
  const writers = new Set<number>();
  for (let item = text._start; item; item = item.right) if (!item.deleted) writers.add(item.id.client);
  return writers;
}
