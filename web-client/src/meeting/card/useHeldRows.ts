import { useEffect, useRef, useState } from "preact/hooks";
import { isGone } from "../../collab/items";
import { usePress } from "../../ui/usePress";
import type { SectionView } from "../../wire/types";
import type { Row } from "./rows";

/** On a touch screen a click comes a while after the finger went up. */
const CLICK_MS = 300;

/**
 * Leaves an item where it is while the viewer types in it, also when another person gives it another column. One that
 * is taken off the card stays until they leave it, only to be read: typing on would be for nobody. And nothing moves
 * under a finger that is down, or a tap would land on what came in its place.
 */
export function useHeldRows(rows: readonly Row[], views: readonly SectionView[]): readonly Row[] {
  const [, render] = useState(0);
  const shown = useRef<readonly Row[]>([]);
  const pressed = usePress(CLICK_MS);
  useEffect(() => {
    // Later: the next field has no focus yet.
    const left = () => setTimeout(() => render((n) => n + 1));
    document.addEventListener("focusout", left);
    return () => document.removeEventListener("focusout", left);
  }, []);
  // Not from a section that the viewer may not read any more.
  const viewOf = (row: Row) => views.find(({ id }) => id === row.view.id);
  if (pressed.current) return shown.current.filter((row) => viewOf(row) && isOfNow(row));
  const field = document.activeElement;
  const typedIn = field instanceof HTMLTextAreaElement && field.closest<HTMLElement>("[data-item]")?.dataset.item;
  const at = shown.current.findIndex(({ item }) => item.id === typedIn);
  const last = shown.current[at];
  const held = rows.map((row) =>
    row.key === last?.key ? { ...row, item: { ...row.item, column: last.item.column } } : row,
  );
  const view = last && viewOf(last);
  if (last && view && isTakenAway(last)) held.splice(at, 0, { ...last, view, gone: true });
  shown.current = held;
  return held;
}

const isOfNow = ({ item, section }: Row) => item.text.doc === section.doc.value;
const isTakenAway = (row: Row) => isOfNow(row) && isGone(row.section.doc.value, row.item.id);
