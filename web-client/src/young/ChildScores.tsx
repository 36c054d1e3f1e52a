import { announce } from "../app/status";
import { useAtTable } from "../meeting/context";
import { type ScoreDraft, scoreDraft, takeFromServer } from "../meeting/score/draft";
import { Button } from "../ui/Button";
import type { ScoreRoundView } from "../wire/types";
import { ChildScoreForm } from "./ChildScoreForm";
import { t } from "./words";

interface ChildScoresProps {
  round: ScoreRoundView;
  /** The child whose turn it is at this device, or null. */
  child: string | null;
  onChild: (next: string | ((now: string | null) => string | null)) => void;
}

/** A child under 12 gives its own number at the device of who helps it; afterwards nothing of it is on this screen (BR-16, BR-17). */
export function ChildScores({ round, child, onChild }: ChildScoresProps) {
  const { meeting, room, person } = useAtTable();
  const draftOf = (id: string) =>
    scoreDraft({ meeting: meeting.id, room: room.id, round: round.number, child: id }, null);
  const back = (id: string) => {
    takeFromServer(draftOf(id), null);
    // An answer may come when it is another child's turn already.
    onChild((now) => (now === id ? null : now));
  };
  const kept = (id: string, sent: ScoreDraft) => {
    announce(t("young.score.kept", { name: person(id).name }));
    if (draftOf(id).peek() === sent) back(id);
  };
  if (child !== null) {
    return (
      <ChildScoreForm
        round={round}
        child={child}
        draft={draftOf(child)}
        onSent={(sent) => kept(child, sent)}
        onBack={() => back(child)}
      />
    );
  }
  return (
    <>
      {round.children.map((id) => {
        const { name } = person(id);
        const done = round.done.includes(id);
        return (
          <section key={id} class="panel" data-testid="child-score" data-child={id}>
            <h2>{t("young.score.title", { name })}</h2>
            <p data-testid="child-score-state">{t(done ? "young.score.kept" : "young.score.help", { name })}</p>
            <Button testId="child-score-open" onClick={() => onChild(id)}>
              {t(done ? "young.score.again" : "young.score.open", { name })}
            </Button>
          </section>
        );
      })}
    </>
  );
}
