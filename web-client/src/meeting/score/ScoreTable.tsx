import { useState } from "preact/hooks";
import { lazy } from "../../app/lazy";
import { Button } from "../../ui/Button";
import { Face } from "../../ui/Faces";
import type { RevealedScoreView, ScoreRoundView } from "../../wire/types";
import { useAtTable } from "../context";
import { listText, t } from "../words";
import { resultOf, verifySeal } from "./seal";

const ScoredWith = lazy(() => import("../../young/ScoredWith").then((m) => m.ScoredWith));

const RESULTS = { right: "seal.allRight", wrong: "seal.someWrong", unchecked: "seal.notChecked" } as const;

type Checked = Record<string, boolean | null>;

/** Everybody's number and words, the lowest first; a button checks that nobody changed one after seeing the others. */
export function ScoreTable({ round }: { round: ScoreRoundView }) {
  const { meeting, room, person } = useAtTable();
  const [checked, setChecked] = useState<Checked | null>(null);
  const scores = [...(round.revealed ?? [])].sort((a, b) => (a.value ?? 11) - (b.value ?? 11));
  const missing = round.eligible.filter((id) => !scores.some((score) => score.person === id));
  const check = async () => {
    const place = { meeting: meeting.id, room: room.id, round: round.number };
    const results = await Promise.all(
      scores.map(async (score) => [score.person, await verifySeal(place, score)] as const),
    );
    setChecked(Object.fromEntries(results));
  };
  const result = checked && resultOf(Object.values(checked));
  return (
    <>
      <table class="scores" data-testid="score-table">
        <caption>{t("reveal.table")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("reveal.who")}</th>
            <th scope="col">{t("reveal.value")}</th>
            <th scope="col">{t("reveal.why")}</th>
            <th scope="col">{t("reveal.oneHigher")}</th>
          </tr>
        </thead>
        <tbody>
          {scores.map((score) => {
            const who = person(score.person);
            return (
              <tr key={score.person}>
                <th scope="row">
                  <Face person={who} small /> {who.name}{" "}
                  {score.helper && <ScoredWith name={person(score.helper).name} />}
                </th>
                <td class={score.value === null ? "scores__words" : "scores__value"}>{valueText(score)}</td>
                <td data-label={t("reveal.why")}>{score.passed ? score.passReason : score.why}</td>
                <td data-label={t("reveal.oneHigher")}>
                  {score.oneHigher}
                  {checked && typeof checked[score.person] === "boolean" && (
                    <span class={`mark mark--${checked[score.person] ? "met" : "notMet"}`}>
                      {t(checked[score.person] ? "seal.right" : "seal.wrong")}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {missing.length > 0 && (
        <p class="soft">{t("reveal.missing", { names: listText(missing.map((id) => person(id).name)) })}</p>
      )}
      <details class="seal">
        <summary>{t("seal.title")}</summary>
        <p>{t("seal.help")}</p>
        <Button testId="verify-seals" onClick={() => void check()}>
          {t("seal.check")}
        </Button>
        {result && (
          <p role="status" data-testid="seal-result" data-state={result}>
            {t(RESULTS[result])}
          </p>
        )}
      </details>
    </>
  );
}

function valueText(score: RevealedScoreView): string {
  if (score.passed) return t("reveal.passed");
  if (score.knownToDirectorOnly)
    return score.value === null ? t("reveal.directorOnly") : t("reveal.onlyYouKnow", { value: score.value });
  return score.value === null ? "–" : String(score.value);
}
