import { useState } from "preact/hooks";
import { Button } from "../ui/Button";
import type { LegalBasisView, PersonView, PlanView } from "../wire/types";
import * as calls from "./calls";
import { EndDialog } from "./EndDialog";
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
              {basis.necessity && (
                <>
                  {t("consent.why", { why: basis.necessity })}
                  <br />
                </>
              )}
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
      {ending && (
        <EndDialog
          title={t("bases.stop")}
          text={t("bases.stopText")}
          testId="legal-basis-end"
          end={(reason) => calls.endLegalBasis(plan.id, ending.id, reason)}
          onDone={() => setEnding(undefined)}
        />
      )}
    </section>
  );
}

function daysOf({ from, until, holds }: LegalBasisView) {
  if (!until) return t("bases.from", { day: dateText(from) });
  return t(holds ? "bases.until" : "bases.stopped", { day: dateText(until) });
}
