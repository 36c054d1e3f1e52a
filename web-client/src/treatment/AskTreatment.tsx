import { useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { Radios } from "../ui/Field";
import type { PlanView } from "../wire/types";
import { TreatmentForm } from "./TreatmentForm";
import { t } from "./words";

interface AskTreatmentProps {
  plan: PlanView;
  /** Whether there is a part of the plan for it already. */
  ready: boolean;
  value: "no" | "yes";
  onInput: (value: "no" | "yes") => void;
}

/** Asks a professional with a client whether a new sentence is about treatment; then it has readers by name (BR-65). */
export function AskTreatment({ plan, ready, value, onInput }: AskTreatmentProps) {
  const [making, make] = useState(false);
  return (
    <>
      <Radios
        legend={t("treatment.ask")}
        value={value}
        testId="treatment-ask"
        options={[
          { value: "no", text: t("treatment.no") },
          { value: "yes", text: t("treatment.yes") },
        ]}
        onInput={onInput}
      />
      {value === "yes" && <p class="hint">{t("treatment.enough")}</p>}
      {value === "yes" && !ready && !making && (
        <Button testId="treatment-new" onClick={() => make(true)}>
          {t("treatment.choose")}
        </Button>
      )}
      {value === "yes" && !ready && making && <TreatmentForm plan={plan} onDone={() => make(false)} />}
    </>
  );
}
