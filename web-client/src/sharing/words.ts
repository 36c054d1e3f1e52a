import sharing from "../words/nl.sharing.json";
import { addWords, locale } from "../words/words";

// The words of these screens come with them, not with a guest's first load.
addWords(sharing);

/** "dinsdag 3 december 2026": what lasts for years says in which. */
export function dateText(day: string): string {
  const date = new Date(day.length === 10 ? `${day}T12:00:00` : day);
  return new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(
    date,
  );
}

/** The day before a day. */
export function dayBefore(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

/** The day in the Netherlands, as in the plan: just after midnight UTC still has the day before. */
export function dutchDay(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(new Date());
}

export { isWord, listText, t, type Word, word } from "../words/words";
