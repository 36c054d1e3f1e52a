import { useRef, useState } from "preact/hooks";
import { lazy } from "../../app/lazy";
import { Notice } from "../../ui/Notice";
import { Title } from "../../ui/Title";
import type { ScoreRoundView } from "../../wire/types";
import { useAtTable } from "../context";
import { count, t } from "../words";
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
  const answered = useRef(room.round);
  const draftOf = (asked: ScoreRoundView) =>
    scoreDraft({ meeting: meeting.id, room: room.id, round: asked.number }, asked.yours);
  // The next round does not take the form of the one before from a child, or from who has words in it.
  const held = answered.current;
  const holds = held && held.number !== room.round?.number && (child !== null || isUnsent(draftOf(held).value));
  const round = holds ? held : room.round;
  answered.current = round;
  const over = round !== null && (round.revealed !== null || round !== room.round);
  const draft = round && draftOf(round);
  const unsent = draft && isUnsent(draft.value);
  const change = () => {
    // It may have been given in another window, with words that this one never had.
    if (draft) takeFromServer(draft, round.yours);
    setChanging(true);
  };
  // While a child gives its number here, nobody else's is on the screen, also when all were shown meanwhile.
  if (round && child !== null) {
    return (
      <div class="narrow" data-testid="scoring">
        <ChildScores round={round} child={child} onChild={setChild} />
      </div>
    );
  }
  if (over && !unsent) return <Differences />;
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
              <ScoreForm key={round.number} round={round} over={over} onSent={() => setChanging(false)} />
            ))}
          {!over && round.children.length > 0 && <ChildScores round={round} child={null} onChild={setChild} />}
        </>
      )}
    </div>
  );
}
