import { useState } from "preact/hooks";
import { askPlan } from "../table/live";
import { Button } from "../ui/Button";
import { Checks } from "../ui/Checks";
import { Choose, Radios } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { useAsk } from "../ui/useAsk";
import type { PlanView, SectionView } from "../wire/types";
import { t } from "./words";

interface TreatmentFormProps {
  plan: PlanView;
  /** The part to change; without one a new one is made. */
  part?: SectionView;
  onDone: () => void;
}

/** The professional's own decision: about whom, who reads it by name, and whether it may stand in their minutes (BR-65). */
export function TreatmentForm({ plan, part, onDone }: TreatmentFormProps) {
  const clients = plan.people.filter(({ id }) => plan.clients.includes(id));
  const [about, setAbout] = useState(part?.treatment?.about ?? clients[0]?.id ?? "");
  const [readers, setReaders] = useState<string[]>(part ? [...part.audience] : []);
  const [inMinutes, setInMinutes] = useState<"no" | "yes">(part?.treatment?.inMinutes ? "yes" : "no");
  const [asked, ask] = useAsk();
  const directors = plan.people.filter(({ role }) => role === "caseDirector").map(({ id }) => id);
  const others = plan.people.filter(({ id }) => id !== plan.you && !directors.includes(id));
  const send = async () => {
    const chosen = readers.filter((id) => others.some((person) => person.id === id));
    const done = await ask(() =>
      askPlan(plan.id, { kind: "shareTreatment", about, readers: chosen, inMinutes: inMinutes === "yes" }),
    );
    if (done) onDone();
  };
  return (
    <div data-testid="treatment-form">
      <p>{t("treatment.yours")}</p>
      {!part && clients.length > 1 && (
        <Choose
          label={t("treatment.about")}
          value={about}
          testId="treatment-about"
          options={clients.map(({ id, name }) => ({ value: id, text: name }))}
          onInput={setAbout}
        />
      )}
      <Checks
        legend={t("treatment.readers")}
        options={others.map(({ id, name }) => ({ value: id, text: name }))}
        chosen={readers}
        testId="treatment-readers"
        onInput={setReaders}
      />
      <p class="hint">{t("treatment.director")}</p>
      <Radios
        legend={t("treatment.minutes")}
        value={inMinutes}
        testId="treatment-minutes"
        options={[
          { value: "no", text: t("treatment.minutesNo") },
          { value: "yes", text: t("treatment.minutesYes") },
        ]}
        onInput={setInMinutes}
      />
      <Refused asked={asked} />
      <Button
        look="primary"
        busy={asked.state === "sending"}
        disabled={!about}
        testId="treatment-save"
        onClick={() => void send()}
      >
        {t("treatment.save")}
      </Button>
    </div>
  );
}
