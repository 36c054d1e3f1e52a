import type { CardItem } from "../../collab/items";
import type { SectionDoc } from "../../collab/SectionDoc";
import { sections } from "../../table/live";
import type { PlanView, RoomView, SectionView } from "../../wire/types";
import { isFamily } from "../context";

/** One item on the viewer's card, with the section where it lives. */
export interface Row {
  key: string;
  item: CardItem;
  section: SectionDoc;
  view: SectionView;
  /** It was taken off the card while somebody typed in it. */
  gone?: boolean;
}

/**
 * The sections that belong on the card of one room. Who sits in several rooms reads all of them, but in one room sees
 * only what somebody of the family or the network reads who sits in that room alone. That a professional of this room
 * may read something is not enough: what the mother told must not stand on the screen in the room with the father.
 */
export function sectionsOfRoom(plan: PlanView, room: RoomView, rooms: readonly RoomView[]): SectionView[] {
  if (rooms.length < 2) return plan.sections;
  const elsewhere = new Set(
    rooms.filter(({ id }) => id !== room.id).flatMap((r) => r.participants.map((p) => p.person)),
  );
  const onlyHere = room.participants.map((p) => p.person).filter((person) => !elsewhere.has(person));
  const family = new Set(plan.people.filter(isFamily).map(({ id }) => id));
  const hosts = onlyHere.some((person) => family.has(person))
    ? onlyHere.filter((person) => family.has(person))
    : onlyHere;
  return plan.sections.filter(({ audience }) => audience.some((person) => hosts.includes(person)));
}

/** The items of these sections, in their order. */
export function readRows(views: readonly SectionView[]): Row[] {
  const open = sections.all.value;
  const rows = views.flatMap((view) => {
    const section = open.get(view.id);
    return section ? section.items.value.map((item) => ({ key: `${view.id}/${item.id}`, item, section, view })) : [];
  });
  return rows.sort((a, b) => a.item.order - b.item.order || (a.key < b.key ? -1 : 1));
}

/**
 * Where a new item goes by itself: the table's own section. Where a table has two sides, each with its own section, the
 * writer has to choose.
 */
export function usualSection(choices: readonly SectionView[]): SectionView | undefined {
  const tables = choices.filter(({ shielded }) => !shielded);
  return choices.length === 1 ? choices[0] : tables.length === 1 ? tables[0] : undefined;
}

/** The sections in which the viewer may type, the table's own first; of two with the same readers only one. */
export function writableSections(views: readonly SectionView[]): SectionView[] {
  const open = sections.all.value;
  const readersOf = ({ audience }: SectionView) => [...audience].sort().join(" ");
  return views
    .filter(({ id, mode, canWrite }) => mode === "live" && (open.get(id)?.canWrite.value ?? canWrite))
    .sort((a, b) => Number(a.shielded) - Number(b.shielded) || b.audience.length - a.audience.length)
    .filter((view, at, all) => all.findIndex((other) => readersOf(other) === readersOf(view)) === at);
}

/** Sections into which an item may be released and where somebody would read it who does not yet. */
export function releaseTargets(plan: PlanView, from: SectionView): SectionView[] {
  return plan.sections.filter(
    ({ id, audience }) => from.releaseTo.includes(id) && audience.some((reader) => !from.audience.includes(reader)),
  );
}
