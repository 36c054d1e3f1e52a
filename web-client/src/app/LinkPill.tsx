import { table } from "../table/live";
import { t } from "../words/words";

/** How the screen and the server stand. */
export function LinkPill({ testId }: { testId: string }) {
  const link = table.link.value;
  return (
    <span class={`pill pill--${link}`} data-testid={testId} data-state={link}>
      {t(`link.${link}`)}
    </span>
  );
}
