import type { ScoreRoundView } from "../../wire/types";
import { t } from "../words";

/** The numbers that the viewer may see, low to high. */
export function knownValues(round: ScoreRoundView): number[] {
  return (round.revealed ?? [])
    .filter(({ knownToDirectorOnly }) => !knownToDirectorOnly)
    .map(({ value }) => value)
    .filter((value) => value !== null)
    .sort((a, b) => a - b);
}

/** "De cijfers zijn 3, 4, 4, 6 en 7. Het laagste is 3." No average: nobody in the family is an average. */
export function sentenceOf(values: readonly number[]): string {
  const [lowest] = values;
  const highest = values.at(-1);
  if (lowest === undefined || highest === undefined) return t("reveal.noValues");
  if (values.length === 1) return t("reveal.oneValue", { value: lowest });
  if (lowest === highest) return t("reveal.allSame", { value: lowest });
  return t("reveal.sentence", { values: values.join(", "), lowest, highest });
}
