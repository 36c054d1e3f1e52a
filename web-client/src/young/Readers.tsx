import { Checks } from "../ui/Checks";
import type { YoungChildView } from "../wire/types";
import { t } from "./words";

/** Whom the child lets read it: nobody, until it names somebody. */
export function Readers({
  young,
  to,
  onInput,
}: {
  young: YoungChildView;
  to: readonly string[];
  onInput: (to: string[]) => void;
}) {
  return (
    <>
      <Checks
        legend={t("young.who")}
        options={young.readers.map(({ id, name }) => ({ value: id, text: name }))}
        chosen={to}
        testId="child-mode-who"
        onInput={onInput}
      />
      <p class="hint">{t("young.whoHelp")}</p>
    </>
  );
}
