import { signal } from "@preact/signals";
import type chair from "./nl.chair.json";
import type desk from "./nl.desk.json";
import type emergency from "./nl.emergency.json";
import type history from "./nl.history.json";
import nl from "./nl.json";
import type meeting from "./nl.meeting.json";
import type minutes from "./nl.minutes.json";
import type overview from "./nl.overview.json";
import type sharing from "./nl.sharing.json";
import type signIn from "./nl.signin.json";
import type treatment from "./nl.treatment.json";
import type vault from "./nl.vault.json";
import type young from "./nl.young.json";

type Later = typeof chair &
  typeof desk &
  typeof emergency &
  typeof history &
  typeof meeting &
  typeof minutes &
  typeof overview &
  typeof sharing &
  typeof signIn &
  typeof treatment &
  typeof vault &
  typeof young;

export type Word = keyof typeof nl | keyof Later;
export type Language = "nl" | "en";
type Catalogue = Readonly<Record<Word, string>>;
type Values = Readonly<Record<string, string | number>>;

export const language = signal<Language>("nl");
/** Dutch as far as it is loaded: what few people see comes with the screens that show it. */
let dutch = nl as Catalogue;
const catalogue = signal<Catalogue>(dutch);

/** Adds the Dutch words of a screen that is loaded later. */
export function addWords(more: Partial<Catalogue>): void {
  dutch = { ...dutch, ...more };
  if (language.value === "nl") catalogue.value = dutch;
}

/** Changes the language of the screen; English is fetched when first asked for. Nothing is remembered. */
export async function speak(next: Language): Promise<void> {
  catalogue.value = next === "nl" ? dutch : (await import("./en.json")).default;
  language.value = next;
  document.documentElement.lang = next;
}

/** The text of a key, with `{name}` places filled in. */
export function t(word: Word, values: Values = {}): string {
  return (catalogue.value[word] ?? word).replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The text for a number: `<key>.one` for 1, else `<key>.other`, with `{count}` filled in. */
export function count<K extends string>(
  word: `${K}.one` extends Word ? (`${K}.other` extends Word ? K : never) : never,
  n: number,
  values: Values = {},
): string {
  return t(`${word}.${n === 1 ? "one" : "other"}` as Word, { ...values, count: n });
}

/** Whether there is a text for a key that is put together from a wire value: a newer server has values that this page does not know. */
export const isWord = (key: string): key is Word => key in dutch;

/** The text of a key that is put together from a wire value, such as `column.harm`. */
export function word(prefix: string, value: string, values: Values = {}): string {
  const key = `${prefix}.${value}`;
  return isWord(key) ? t(key, values) : value;
}

/** Why something was refused, in plain words. */
export function refusalText(code: string): string {
  // A server behind a proxy may have done it, and its answer was lost.
  const key = /^http\.5/.test(code) ? "refusal.unsure" : `refusal.${code}`;
  return t(isWord(key) ? key : "refusal.other");
}

export const locale = () => (language.value === "nl" ? "nl-NL" : "en-GB");

/** "dinsdag 3 december" */
export function dayText(day: string): string {
  const date = new Date(day.length === 10 ? `${day}T12:00:00` : day);
  return new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long" }).format(date);
}

/** "dinsdag 3 december om 10:00 uur" */
export function momentText(instant: string): string {
  const time = new Intl.DateTimeFormat(locale(), { hour: "numeric", minute: "2-digit" }).format(new Date(instant));
  return t("time.moment", { day: dayText(instant), time });
}

/** "Nadia, Mark en Ingrid" */
export function listText(names: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(names);
}
