import { useEffect, useRef, useState } from "preact/hooks";
import type { CardColumn } from "../../wire/types";
import type { Row } from "./rows";

/** Leaves an item where it is while the viewer types in it, also when another person gives it another column. */
export function useHeldRows(rows: readonly Row[]): readonly Row[] {
  const [, render] = useState(0);
  const shown = useRef(new Map<string, CardColumn>());
  useEffect(() => {
    const left = () => render((n) => n + 1);
    document.addEventListener("focusout", left);
    return () => document.removeEventListener("focusout", left);
  }, []);
  const field = document.activeElement;
  const typedIn = field instanceof HTMLTextAreaElement && field.closest<HTMLElement>("[data-item]")?.dataset.item;
  const held = rows.map((row) => {
    const column = row.item.id === typedIn && shown.current.get(row.key);
    return column ? { ...row, item: { ...row.item, column } } : row;
  });
  shown.current = new Map(held.map(({ key, item }) => [key, item.column]));
  return held;
}
