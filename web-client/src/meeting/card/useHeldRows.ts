import { useEffect, useRef, useState } from "preact/hooks";
import { isGone } from "../../collab/items";
import type { SectionView } from "../../wire/types";
import type { Row } from "./rows";

/**
 * Leaves an item where it is while the viewer types in it, also when another person gives it another column. One that
 * is taken off the card stays until they leave it, only to be read: typing on would be for nobody.
 */
export function useHeldRows(rows: readonly Row[], views: readonly SectionView[]): readonly Row[] {
  const [, render] = useState(0);
  const shown = useRef<readonly Row[]>([]);
  useEffect(() => {
    const left = () => render((n) => n + 1);
    document.addEventListener("focusout", left);
    return () => document.removeEventListener("focusout", left);
  }, []);
  const field = document.activeElement;
  const typedIn = field instanceof HTMLTextAreaElement && field.closest<HTMLElement>("[data-item]")?.dataset.item;
  const at = shown.current.findIndex(({ item }) => item.id === typedIn);
  const last = shown.current[at];
  const held = rows.map((row) =>
    row.key === last?.key ? { ...row, item: { ...row.item, column: last.item.column } } : row,
  );
  // Not from a section that the viewer may not read any more.
  const view = views.find(({ id }) => id === last?.view.id);
  if (last && view && isTakenAway(last)) held.splice(at, 0, { ...last, view, gone: true });
  shown.current = held;
  return held;
}

const isTakenAway = ({ item, section }: Row) =>
  item.text.doc === section.doc.value && isGone(section.doc.value, item.id);
