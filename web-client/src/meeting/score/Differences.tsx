import { Notice } from "../../ui/Notice";
import { Title } from "../../ui/Title";
import type { ScoreRoundView } from "../../wire/types";
import { useAtTable } from "../context";
import { t } from "../words";
import { DotPlot } from "./DotPlot";
import { knownValues, sentenceOf } from "./revealed";
import { ScoreTable } from "./ScoreTable";
import { TalkHelp } from "./TalkHelp";

/** The numbers together: a picture, a sentence, a table, and where to start talking. */
export function Differences() {
  const { room, isChair } = useAtTable();
  const rounds = [room.round, ...[...room.earlierRounds].reverse()].filter((round) => round !== null);
  const shown = rounds.filter(({ revealed }) => revealed !== null);
  return (
    <div data-testid="differences">
      <Title>{t("reveal.title")}</Title>
      {room.round && !room.round.revealed && <Notice>{t("reveal.notYet")}</Notice>}
      {shown.length === 0 && !room.round && <Notice>{t("reveal.none")}</Notice>}
      {shown.map((round, at) => (
        <section key={round.number} class="round">
          {shown.length > 1 && <h2>{at === 0 ? t("reveal.newest") : t("reveal.earlier", { number: round.number })}</h2>}
          <Round round={round} />
          {at === 0 && isChair && <TalkHelp values={knownValues(round)} />}
        </section>
      ))}
    </div>
  );
}

function Round({ round }: { round: ScoreRoundView }) {
  const values = knownValues(round);
  return (
    <>
      <p class="lead">{round.question}</p>
      <p data-testid="score-sentence">{sentenceOf(values)}</p>
      {round.forcedReason && <Notice kind="warn">{t("reveal.forced", { reason: round.forcedReason })}</Notice>}
      {values.length > 1 && <DotPlot round={round} />}
      <ScoreTable round={round} />
    </>
  );
}
