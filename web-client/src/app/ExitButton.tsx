import { t } from "../words/words";
import { quickExit } from "./quickExit";

/** "Snel weg": on every screen and in every dialog, always in reach. */
export function ExitButton() {
  return (
    <button type="button" class="button button--exit" data-testid="quick-exit" onClick={quickExit}>
      {t("shell.exit")}
    </button>
  );
}
