import { useState } from "preact/hooks";
import { Button } from "../../ui/Button";
import { Notice } from "../../ui/Notice";
import { Title } from "../../ui/Title";
import { useAtTable } from "../context";
import { t } from "../words";
import { CommitmentCard } from "./CommitmentCard";
import { commitmentsOfRoom } from "./commitmentsOfRoom";
import { ProposeForm } from "./ProposeForm";

/** The commitments: the viewer's own first, because only the owner can say yes. */
export function Commitments() {
  const { plan, room, meeting, person } = useAtTable();
  const [proposing, setProposing] = useState(false);
  const all = commitmentsOfRoom(plan, room, meeting.rooms);
  const own = all.filter(({ owner }) => owner === plan.you);
  const others = all.filter(({ owner }) => owner !== plan.you);
  return (
    <div data-testid="commitments">
      <Title>{t("commitments.title")}</Title>
      <p>{t("commitments.help")}</p>
      {plan.rights.propose && (
        <Button look="primary" testId="propose" onClick={() => setProposing(true)}>
          + {t("commitments.propose")}
        </Button>
      )}
      {proposing && <ProposeForm onDone={() => setProposing(false)} />}
      {own.length > 0 && <h2>{t("commitments.own")}</h2>}
      <ul class="commitments">
        {own.map((commitment) => (
          <CommitmentCard key={commitment.id} commitment={commitment} plan={plan} person={person} />
        ))}
      </ul>
      {others.length > 0 && <h2>{t("commitments.others")}</h2>}
      <ul class="commitments">
        {others.map((commitment) => (
          <CommitmentCard key={commitment.id} commitment={commitment} plan={plan} person={person} />
        ))}
      </ul>
      {all.length === 0 && <Notice>{t("commitments.none")}</Notice>}
    </div>
  );
}
