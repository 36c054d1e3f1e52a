/** A face beside a number: from sad at 0 to glad at 10. Never instead of words. */
export function ScoreFace({ value }: { value: number }) {
  const bend = (value - 5) * 1.2;
  return (
    <svg class="score-face" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="14" fill="none" stroke="currentColor" stroke-width="2.5" />
      <circle cx="11" cy="13" r="1.8" fill="currentColor" />
      <circle cx="21" cy="13" r="1.8" fill="currentColor" />
      <path
        d={`M9 ${21 - bend / 3} Q16 ${21 + bend} 23 ${21 - bend / 3}`}
        fill="none"
        stroke="currentColor"
        stroke-width="2.5"
        stroke-linecap="round"
      />
    </svg>
  );
}
