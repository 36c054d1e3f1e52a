import type { PersonView, RoomView, SectionView } from "../../wire/types";
import { count, listText, t } from "../../words/words";

const NAMED = 4;

/** Who reads a section, in words: everybody at this table, everybody but a few, or the names of a few. */
export function audienceText(view: SectionView, room: RoomView, person: (id: string) => PersonView): string {
  if (!view.shielded && view.mode === "released") return t("who.circle", { count: view.audience.length });
  const firstNames = (ids: readonly string[]) => ids.map((id) => person(id).name.split(" ")[0] ?? "");
  const table = room.participants.map((p) => p.person);
  const without = table.filter((id) => !view.audience.includes(id));
  const others = view.audience.filter((id) => !table.includes(id));
  if (without.length < table.length - without.length && without.length <= NAMED) {
    const everyone =
      without.length === 0
        ? count("who.everyone", table.length)
        : t("who.except", { names: listText(firstNames(without)) });
    return others.length === 0 ? everyone : t("who.also", { everyone, names: listText(firstNames(others)) });
  }
  const names = firstNames(view.audience);
  if (names.length <= NAMED) return t("who.only", { names: listText(names) });
  return t("who.onlyMore", { names: names.slice(0, NAMED - 1).join(", "), more: names.length - NAMED + 1 });
}
