import type { PlanView } from "../../wire/types";
import { t } from "../../words/words";
import { personFinder } from "../context";
import { CommitmentCard } from "./CommitmentCard";

/** "Mijn afspraken": what the viewer owns. */
export function MyCommitments({ plan }: { plan: PlanView }) {
  const own = plan.commitments.filter(({ owner }) => owner === plan.you);
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
