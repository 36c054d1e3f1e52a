import { useRef } from "preact/hooks";
import type { MeetingPhase } from "../wire/types";
import { t, word } from "../words/words";
import { STEPS, useAtTable } from "./context";

/** On top of every step: where we are, the way back to earlier steps, and the floor requirements. */
export function TableTop({ shown, look }: { shown: MeetingPhase; look: (phase: MeetingPhase) => void }) {
  const { room, plan } = useAtTable();
  const steps = useRef<HTMLDetailsElement>(null);
  const now = STEPS.indexOf(room.phase);
  const met = plan.floorRequirements.filter(({ status }) => status === "met" || status === "lifted").length;
  return (
    <div class="table-top">
      <details class="steps" ref={steps} data-testid="steps">
        <summary>
          <span class="steps__count">{t("steps.count", { now: now + 1, all: STEPS.length })}</span>{" "}
          <strong>{word("phase", room.phase)}</strong>
        </summary>
        <ol>
          {STEPS.map((step, at) => (
            <li key={step} aria-current={step === room.phase ? "step" : undefined}>
              {at <= now ? (
                <button
                  type="button"
                  class="link"
                  aria-pressed={step === shown}
                  data-testid={`look-${step}`}
                  onClick={() => {
                    look(step);
                    if (steps.current) steps.current.open = false;
                  }}
                >
                  {word("phase", step)}
                </button>
              ) : (
                <span class="soft">{word("phase", step)}</span>
              )}
            </li>
          ))}
        </ol>
        <progress value={now + 1} max={STEPS.length} aria-hidden="true" />
      </details>
      {plan.floorRequirements.length > 0 && (
        <details class="floor" data-testid="floor-requirements">
          <summary>
            {t("floor.title")} <span class="soft">{t("floor.met", { met, all: plan.floorRequirements.length })}</span>
          </summary>
          <p class="hint">{t("floor.help")}</p>
          <ul>
            {plan.floorRequirements.map((requirement) => (
              <li key={requirement.id}>
                <span class={`mark mark--${requirement.status}`}>{word("floorStatus", requirement.status)}</span>
                <span>
                  {requirement.text} <span class="soft">({requirement.imposedBy})</span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
