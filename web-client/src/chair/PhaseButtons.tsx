import { useEffect, useState } from "preact/hooks";
import { PHASES, STEPS, useAtTable } from "../meeting/context";
import { askMeeting } from "../table/live";
import { Button } from "../ui/Button";
import { Refused } from "../ui/Refused";
import { useAsk } from "../ui/useAsk";
import type { MeetingPhase } from "../wire/types";
import { t, word } from "../words/words";

/** To the next or the previous step; asks once more when not everybody is ready. */
export function PhaseButtons() {
  const { meeting, room } = useAtTable();
  const [asked, ask] = useAsk();
  const [sure, setSure] = useState(false);
  useEffect(() => setSure(false), [room.phase]);
  const at = PHASES.indexOf(room.phase);
  const before = STEPS.includes(PHASES[at - 1] as MeetingPhase) ? PHASES[at - 1] : undefined;
  // The numbers are shown before the next step: the reveal moves on by itself.
  const closed = room.phase === "scoring" && room.round !== null && room.round.revealed === null;
  const next = !closed && STEPS.includes(PHASES[at + 1] as MeetingPhase) ? PHASES[at + 1] : undefined;
  const move = (phase: MeetingPhase) =>
    void ask(() => askMeeting(meeting.id, { kind: "moveToPhase", room: room.id, phase, step: room.step }));
  const notAllReady = room.phase !== "lobby" && room.readyCount < room.connectedCount;
  return (
    <div class="chair__phase">
      <ol class="phase-bar" aria-label={t("chair.steps")}>
        {STEPS.map((step) => (
          <li
            key={step}
            aria-current={step === room.phase ? "step" : undefined}
            class={PHASES.indexOf(step) < at ? "is-done" : ""}
          >
            {word("phase", step)}
          </li>
        ))}
      </ol>
      {sure && next && (
        <p class="chair__sure" role="alert">
          {t("chair.notAllReady", { ready: room.readyCount, all: room.connectedCount })}
        </p>
      )}
      <div class="chair__buttons">
        {before && (
          <Button testId="previous-phase" busy={asked.state === "sending"} onClick={() => move(before)}>
            {t("chair.back")}
          </Button>
        )}
        {next && (
          <Button
            look="primary"
            testId="next-phase"
            busy={asked.state === "sending"}
            onClick={() => (notAllReady && !sure ? setSure(true) : move(next))}
          >
            {sure ? t("chair.nextSure") : t("chair.next", { step: word("phase", next) })}
          </Button>
        )}
      </div>
      <Refused asked={asked} />
    </div>
  );
}
