import { useId } from "preact/hooks";
import { Wrong } from "../../ui/Field";
import { ReadAloud } from "../../ui/ReadAloud";
import type { ScoreRoundView } from "../../wire/types";
import { t } from "../words";
import { ScoreFace } from "./ScoreFace";

interface ScaleRadiosProps {
  round: ScoreRoundView;
  value: number | null;
  error: string | undefined;
  onInput: (value: number) => void;
}

const VALUES = Array.from({ length: 11 }, (_, value) => value);

/** 0 to 10 as radio buttons, with what the two ends mean in words and faces. */
export function ScaleRadios({ round, value, error, onInput }: ScaleRadiosProps) {
  const id = useId();
  return (
    <fieldset class="scale" aria-describedby={`${id}-low ${id}-high${error ? ` ${id}-error` : ""}`}>
      <legend>{t("score.legend")}</legend>
      <ReadAloud of={[round.question, t("score.legend"), `0: ${round.anchor0}`, `10: ${round.anchor10}`]} />
      <p class="scale__end" id={`${id}-low`}>
        <ScoreFace value={0} />
        <span>
          <strong>0</strong> = {round.anchor0}
        </span>
      </p>
      <p class="scale__end" id={`${id}-high`}>
        <ScoreFace value={10} />
        <span>
          <strong>10</strong> = {round.anchor10}
        </span>
      </p>
      <div class="scale__grid" data-testid="scale">
        {VALUES.map((at) => (
          <label key={at} class={at === value ? "scale__value is-chosen" : "scale__value"}>
            <input
              type="radio"
              name={id}
              value={at}
              checked={at === value}
              onChange={() => onInput(at)}
              data-testid={`score-${at}`}
            />
            <span>{at}</span>
          </label>
        ))}
      </div>
      <p class="scale__own" aria-live="off">
        {value === null ? t("score.noneYet") : t("score.own", { value })}
      </p>
      <Wrong id={id} error={error} />
    </fieldset>
  );
}
