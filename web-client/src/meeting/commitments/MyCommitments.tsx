import type { CommitmentView, PlanView } from "../../wire/types";
import { personFinder } from "../context";
import { t } from "../words";
import { CommitmentCard } from "./CommitmentCard";

/** "Mijn afspraken": what the viewer owns of the commitments that may stand here. */
export function MyCommitments({ plan, commitments }: { plan: PlanView; commitments: readonly CommitmentView[] }) {
  const own = commitments.filter(({ owner }) => owner === plan.you);
  return (
    <section data-testid="my-commitments">
      <h2>{t("commitments.own")}</h2>
      {own.length === 0 && <p>{t("commitments.noneOwn")}</p>}
      <ul class="commitments">
        {own.map((commitment) => (
          <CommitmentCard key={commitment.id} commitment={commitment} plan={plan} person={personFinder(plan)} />
        ))}
      </ul>
    </section>
  );
}
