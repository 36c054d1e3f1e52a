import { useState } from "preact/hooks";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextBox } from "../ui/Field";
import { Refused } from "../ui/Refused";
import type { LegalBasisView, PersonView, PlanView } from "../wire/types";
import * as calls from "./calls";
import { useLegalBases } from "./useLegalBases";
import { dateText, listText, t } from "./words";

/** For the director: with whom is shared without consent, on what ground, and how that stops. */
export function LegalBases({ plan, person }: { plan: PlanView; person: (id: string) => PersonView }) {
  const [ending, setEnding] = useState<LegalBasisView>();
  const list = useLegalBases();
  const names = ({ to }: LegalBasisView) => listText(to.map((id) => person(id).name));
  return (
    <section class="panel" data-testid="legal-bases">
      <h2>{t("bases.title")}</h2>
      <ul class="lines">
        {plan.legalBases.map((basis) => (
          <li key={basis.id} data-testid="legal-basis" data-holds={basis.holds}>
            <span>
              <strong>{names(basis)}</strong>
              <br />
              {list.find(({ code }) => code === basis.code)?.text ?? basis.code}
              <br />
              {t("consent.why", { why: basis.necessity })}
              <br />
              <span class="soft">{daysOf(basis)}</span>
            </span>
            {basis.holds && (
              <Button testId="legal-basis-end" about={names(basis)} onClick={() => setEnding(basis)}>
                {t("bases.stop")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ending && <EndForm plan={plan.id} basis={ending} onDone={() => setEnding(undefined)} />}
    </section>
  );
}

function daysOf({ from, until, holds }: LegalBasisView) {
  if (!until) return t("bases.from", { day: dateText(from) });
  return t(holds ? "bases.until" : "bases.stopped", { day: dateText(until) });
}

function EndForm({ plan, basis, onDone }: { plan: string; basis: LegalBasisView; onDone: () => void }) {
  const [reason, setReason] = useState("");
  const [asked, submit] = useSubmit<true>();
  const send = async () => {
    const done = await submit(() => calls.endLegalBasis(plan, basis.id, reason.trim()).then(() => true as const));
    if (done) onDone();
  };
  return (
    <Dialog title={t("bases.stop")} onClose={onDone} testId="legal-basis-end-dialog">
      <p>{t("bases.stopText")}</p>
      <TextBox
        label={t("guide.why")}
        value={reason}
        maxLength={1000}
        testId="legal-basis-end-reason"
        onInput={setReason}
      />
      <Refused asked={asked} />
      <Button
        look="primary"
        busy={asked.state === "sending"}
        disabled={reason.trim() === ""}
        testId="legal-basis-end-save"
        onClick={() => void send()}
      >
        {t("bases.stop")}
      </Button>
    </Dialog>
  );
}
