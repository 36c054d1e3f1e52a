import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../ui/Button";
import type { OwnScoreView } from "../../wire/types";
import { t } from "../words";
import { ScoreFace } from "./ScoreFace";

const SEAL_SHOWN = 16;

/** The server has the viewer's score: what it is, who sees it now, and how to change it. */
export function ScoreReceived({ score, onChange }: { score: OwnScoreView; onChange: () => void }) {
  const state = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // The form with the focus in it has just gone.
    if (document.activeElement === document.body) state.current?.focus();
  }, []);
  return (
    <div class="received" data-testid="score-received">
      <p ref={state} tabIndex={-1} class="delivery delivery--received" data-testid="score-state" data-state="received">
        {t("score.received")}
      </p>
      {score.value === null ? (
        <p class="lead">{t("score.passed", { reason: score.passReason ?? "" })}</p>
      ) : (
        <p class="received__value">
          <ScoreFace value={score.value} />
          <span>{t("score.own", { value: score.value })}</span>
        </p>
      )}
      {score.why && <blockquote class="quote">{score.why}</blockquote>}
      {score.oneHigher && (
        <>
          <h2>{t("score.oneHigher")}</h2>
          <blockquote class="quote">{score.oneHigher}</blockquote>
        </>
      )}
      <p>
        <strong>{t("score.onlyYou")}</strong>{" "}
        {t(score.visibility === "everyone" ? "score.later" : "score.laterDirector")}
      </p>
      <Button testId="score-change" onClick={onChange}>
        {t("score.change")}
      </Button>
      {score.seal && (
        <p class="soft" data-testid="own-seal">
          {t("seal.own", { seal: score.seal.slice(0, SEAL_SHOWN) })}
        </p>
      )}
    </div>
  );
}
