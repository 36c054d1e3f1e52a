import { useState } from "preact/hooks";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Choose } from "../ui/Field";
import { Refused } from "../ui/Refused";
import type { ConsentView, PersonView, PlanView } from "../wire/types";
import * as calls from "./calls";
import { t } from "./words";

interface RecordGivenProps {
  plan: PlanView;
  consent: ConsentView;
  person: (id: string) => PersonView;
}

/** The director has it on paper, or heard it before a witness, from somebody who does not give it on a screen. */
export function RecordGiven({ plan, consent, person }: RecordGivenProps) {
  const [asked, submit] = useSubmit<void>();
  const [spoken, setSpoken] = useState<string>();
  return (
    <>
      {consent.missing.map((by) => (
        <span key={by} class="answer__buttons">
          <Button
            busy={asked.state === "sending"}
            testId="consent-paper"
            onClick={() =>
              void submit(() => calls.recordConsent(plan.id, consent.id, { by, medium: "paper", witness: null }))
            }
          >
            {t("consent.paper", { name: person(by).name })}
          </Button>
          <Button testId="consent-spoken" onClick={() => setSpoken(by)}>
            {t("consent.spoken", { name: person(by).name })}
          </Button>
        </span>
      ))}
      <Refused asked={asked} />
      {spoken && (
        <Spoken
          plan={plan}
          consent={consent.id}
          by={spoken}
          name={person(spoken).name}
          onDone={() => setSpoken(undefined)}
        />
      )}
    </>
  );
}

interface SpokenProps {
  plan: PlanView;
  consent: string;
  by: string;
  name: string;
  onDone: () => void;
}

/** A spoken yes counts with a witness: somebody else of the plan who heard it. */
function Spoken({ plan, consent, by, name, onDone }: SpokenProps) {
  const [witness, setWitness] = useState("");
  const [asked, submit] = useSubmit<true>();
  const send = async () => {
    const done = await submit(() =>
      calls.recordConsent(plan.id, consent, { by, medium: "spoken", witness }).then(() => true as const),
    );
    if (done) onDone();
  };
  return (
    <Dialog title={t("consent.spoken", { name })} onClose={onDone} testId="spoken-dialog">
      <Choose
        label={t("consent.witness")}
        value={witness}
        empty={t("common.choose")}
        testId="consent-witness"
        options={plan.people.filter(({ id }) => id !== by).map((p) => ({ value: p.id, text: p.name }))}
        onInput={setWitness}
      />
      <Refused asked={asked} />
      <Button
        look="primary"
        busy={asked.state === "sending"}
        disabled={!witness}
        testId="spoken-save"
        onClick={() => void send()}
      >
        {t("consent.spokenSave")}
      </Button>
    </Dialog>
  );
}
