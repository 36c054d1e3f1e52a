import { expect, test } from "vitest";
import { knownValues, sentenceOf } from "../src/meeting/score/revealed";
import type { RevealedScoreView, ScoreRoundView } from "../src/wire/types";

const score = (person: string, value: number | null, knownToDirectorOnly = false): RevealedScoreView => ({
  person,
  value,
  passed: value === null && !knownToDirectorOnly,
  knownToDirectorOnly,
  passReason: null,
  why: null,
  oneHigher: null,
  seal: null,
  nonce: null,
});
const round = (...revealed: RevealedScoreView[]) => ({ revealed }) as unknown as ScoreRoundView;

test("knownValues_WithheldAndPassedScores_AreLeftOut", () => {
  expect(knownValues(round(score("a", 7), score("b", null), score("c", 2, true), score("d", 3)))).toEqual([3, 7]);
});

test.each([
  [[], "Er zijn geen cijfers om te laten zien."],
  [[4], "Er is één cijfer: 4."],
  [[5, 5], "Iedereen geeft een 5."],
  [[3, 4, 4, 7], "De cijfers zijn 3, 4, 4, 7. Het laagste is 3, het hoogste is 7."],
])("sentenceOf_%j_SaysItInWords", (values, sentence) => {
  expect(sentenceOf(values)).toBe(sentence);
});
