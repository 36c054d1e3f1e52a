import type { ScoreRoundView } from "../../wire/types";
import { useAtTable } from "../context";
import { t } from "../words";
import { knownValues, sentenceOf } from "./revealed";

const STEP = 30;
const LEFT = 20;
const DOT = 12;

/** One dot per person above the line from 0 to 10; the same is in the sentence and the table. */
export function DotPlot({ round }: { round: ScoreRoundView }) {
  const { person, plan } = useAtTable();
  const shown = (round.revealed ?? []).filter((score) => score.value !== null && !score.knownToDirectorOnly);
  const perValue = new Map<number, number>();
  const dots = shown.map((score) => {
    const value = score.value ?? 0;
    const level = perValue.get(value) ?? 0;
    perValue.set(value, level + 1);
    return { id: score.person, name: person(score.person).name, value, level };
  });
  const levels = Math.max(...perValue.values());
  const base = levels * (DOT * 2 + 3) + 6;
  return (
    <svg
      class="dot-plot"
      viewBox={`0 0 ${LEFT * 2 + STEP * 10} ${base + 34}`}
      role="img"
      aria-label={`${t("reveal.picture")} ${sentenceOf(knownValues(round))}`}
      data-testid="dot-plot"
    >
      <line x1={LEFT} x2={LEFT + STEP * 10} y1={base} y2={base} class="dot-plot__line" />
      {Array.from({ length: 11 }, (_, value) => (
        <text key={value} x={LEFT + value * STEP} y={base + 22} class="dot-plot__value">
          {value}
        </text>
      ))}
      {dots.map((dot) => (
        <g key={dot.id} class={dot.id === plan.you ? "dot dot--own" : "dot"}>
          <title>{`${dot.name}: ${dot.value}`}</title>
          <circle cx={LEFT + dot.value * STEP} cy={base - 4 - DOT - dot.level * (DOT * 2 + 3)} r={DOT} />
          <text x={LEFT + dot.value * STEP} y={base - DOT - dot.level * (DOT * 2 + 3)}>
            {dot.name.slice(0, 1).toUpperCase()}
          </text>
        </g>
      ))}
    </svg>
  );
}
