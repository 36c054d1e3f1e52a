import { Notice } from "../ui/Notice";
import held from "../words/nl.held.json";
import { addWords, t } from "../words/words";

addWords(held);

/** The server said why words typed here are not saved: too many wait for its disk. They go on their way by themselves. */
export function HeldBack() {
  return (
    <Notice kind="warn" testId="held-back">
      <p>{t("held.why")}</p>
    </Notice>
  );
}
