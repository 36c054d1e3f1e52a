import type { PersonView, SectionView } from "../../wire/types";
import { count, listText, t } from "../../words/words";

const NAMED = 4;

/** Who reads a section, in words: everybody at this table, or the names of a few. */
export function audienceText(view: SectionView, person: (id: string) => PersonView): string {
  if (!view.shielded && view.mode === "released") return t("who.circle", { count: view.audience.length });
  if (!view.shielded) return count("who.everyone", view.audience.length);
  const names = view.audience.map((id) => person(id).name.split(" ")[0] ?? "");
  if (names.length <= NAMED) return t("who.only", { names: listText(names) });
  return t("who.onlyMore", { names: names.slice(0, NAMED - 1).join(", "), more: names.length - NAMED + 1 });
}
