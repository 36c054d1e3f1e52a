import { useState } from "preact/hooks";
import { Notice } from "../../ui/Notice";
import { Title } from "../../ui/Title";
import { count, t } from "../../words/words";
import { useAtTable } from "../context";
import { Differences } from "./Differences";
import { ScoreForm } from "./ScoreForm";
import { ScoreReceived } from "./ScoreReceived";

/** Everybody gives a number, each alone and at the same time; nobody sees another's before the chair shows them. */
export function Scoring() {
  const { plan, room } = useAtTable();
  const [changing, setChanging] = useState(false);
  const round = room.round;
  if (round?.revealed) return <Differences />;
  return (
    <div class="narrow" data-testid="scoring">
      <Title>{t("score.title")}</Title>
      {!round && <Notice>{t("score.soon")}</Notice>}
      {round && (
        <>
          <p class="lead">{round.question}</p>
          <p class="soft" data-testid="score-count">
            {count("score.done", round.done.length, { all: round.eligible.length })}
          </p>
          {!round.eligible.includes(plan.you) && <Notice>{t("score.notYou")}</Notice>}
          {round.eligible.includes(plan.you) &&
            (round.yours && !changing ? (
              <ScoreReceived score={round.yours} onChange={() => setChanging(true)} />
            ) : (
              <ScoreForm round={round} onSent={() => setChanging(false)} />
            ))}
        </>
      )}
    </div>
  );
}
