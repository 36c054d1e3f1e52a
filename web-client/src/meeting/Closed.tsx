import { Link } from "../ui/Link";
import { Notice } from "../ui/Notice";
import { Title } from "../ui/Title";
import { commitmentsOfRoom } from "./commitments/commitmentsOfRoom";
import { MyCommitments } from "./commitments/MyCommitments";
import { useAtTable } from "./context";
import { t } from "./words";

/** After the meeting: thanks, the minutes when they are there, and what the viewer promised. */
export function Closed() {
  const { plan, meeting, room, isChair, person } = useAtTable();
  if (meeting.calledOff)
    return (
      <div class="narrow">
        <Title>{t("refusal.meeting.called-off")}</Title>
        <Link to="/">{t("common.toDesk")}</Link>
      </div>
    );
  const minutes = plan.minutes.find(({ meetingId }) => meetingId === meeting.id);
  return (
    <div class="narrow" data-testid="closed">
      <Title>{t("closed.title")}</Title>
      <p>{t("closed.text")}</p>
      {/* One box of one height: what stands below does not move, or change, under a finger when the minutes come. */}
      <div class="closed-minutes">
        {minutes ? (
          <Link to={`/minutes/${minutes.id}`} look="button button--primary" testId="to-minutes">
            {t("closed.read")}
          </Link>
        ) : (
          <Notice testId="minutes-coming">
            {t(person(plan.you).role === "interpreter" ? "closed.noMinutes" : "closed.minutesSoon")}
          </Notice>
        )}
      </div>
      {isChair && (
        <Link to={`/plan/${plan.id}`} look="button button--secondary" testId="to-plan">
          {t("closed.deliveries")}
        </Link>
      )}
      <MyCommitments plan={plan} commitments={commitmentsOfRoom(plan, room, meeting.rooms)} />
    </div>
  );
}
