import { useState } from "preact/hooks";
import { lazy } from "../../app/lazy";
import { Notice } from "../../ui/Notice";
import { Title } from "../../ui/Title";
import { count, t } from "../../words/words";
import { useAtTable } from "../context";
import { Differences } from "./Differences";
import { isUnsent, scoreDraft, takeFromServer } from "./draft";
import { ScoreForm } from "./ScoreForm";
import { ScoreReceived } from "./ScoreReceived";

const ChildScores = lazy(() => import("../../young/ChildScores").then((m) => m.ChildScores));

/** Everybody gives a number, each alone and at the same time; nobody sees another's before the chair shows them. */
export function Scoring() {
  const { meeting, plan, room } = useAtTable();
  const [changing, setChanging] = useState(false);
  const [child, setChild] = useState<string | null>(null);
  const round = room.round;
  const place = { meeting: meeting.id, room: room.id, round: round?.number ?? 0 };
  const draft = round && scoreDraft(place, round.yours);
  const unsent = draft && isUnsent(draft.value);
  const change = () => {
    // It may have been given in another window, with words that this one never had.
    if (draft) takeFromServer(draft, round.yours);
    setChanging(true);
  };
  if (round?.revealed) return <Differences />;
  // While a child gives its number here, the number of who helps it is not on the screen.
  if (round && child !== null && round.children.includes(child)) {
    return (
      <div class="narrow" data-testid="scoring">
        <ChildScores round={round} child={child} onChild={setChild} />
      </div>
    );
  }
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
            (round.yours && !changing && !unsent ? (
              <ScoreReceived score={round.yours} onChange={change} />
            ) : (
              <ScoreForm round={round} onSent={() => setChanging(false)} />
            ))}
          {round.children.length > 0 && <ChildScores round={round} child={null} onChild={setChild} />}
        </>
      )}
    </div>
  );
}
