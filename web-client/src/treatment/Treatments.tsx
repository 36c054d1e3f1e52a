import { useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { WhoSees } from "../ui/Faces";
import type { PersonView, PlanView, SectionView } from "../wire/types";
import { TreatmentForm } from "./TreatmentForm";
import { t } from "./words";

/** For a professional with clients: what of a treatment is in the plan, and who reads it. */
export function Treatments({ plan, person }: { plan: PlanView; person: (id: string) => PersonView }) {
  const [changing, change] = useState<SectionView>();
  const [making, make] = useState(false);
  const parts = plan.sections.filter(({ treatment }) => treatment?.yours);
  const done = () => {
    change(undefined);
    make(false);
  };
  return (
    <section class="panel" data-testid="treatments">
      <h2>{t("treatment.title")}</h2>
      <p class="hint">{t("treatment.yours")}</p>
      {parts.map((part) => {
        const name = person(part.treatment?.about ?? "").name;
        return (
          <div key={part.id} data-testid="treatment">
            <h3>{t("treatment.of", { name })}</h3>
            <p class="soft">{t(part.treatment?.inMinutes ? "treatment.inMinutes" : "treatment.notInMinutes")}</p>
            <WhoSees people={part.audience.map(person)} />
            <Button testId="treatment-change" about={name} onClick={() => change(part)}>
              {t("treatment.change")}
            </Button>
          </div>
        );
      })}
      {plan.clients.some((client) => !parts.some(({ treatment }) => treatment?.about === client)) && (
        <Button testId="treatment-make" onClick={() => make(true)}>
          + {t("treatment.new")}
        </Button>
      )}
      {(changing || making) && (
        <Dialog title={t("treatment.title")} onClose={done} testId="treatment-dialog">
          {changing ? (
            <TreatmentForm key={changing.id} plan={plan} part={changing} onDone={done} />
          ) : (
            <TreatmentForm key="new" plan={plan} onDone={done} />
          )}
        </Dialog>
      )}
    </section>
  );
}
