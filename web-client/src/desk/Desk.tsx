import "./words";
import { useEffect, useState } from "preact/hooks";
import { refreshDesk } from "../app/session";
import { Button } from "../ui/Button";
import { Link } from "../ui/Link";
import { Notice } from "../ui/Notice";
import { Title } from "../ui/Title";
import type { MeReply, MyPlan } from "../wire/types";
import { dayText, momentText, t, word } from "../words/words";
import { NewPlanForm } from "./NewPlanForm";

/** Somebody's own page: their meetings, minutes and plans. */
export function Desk({ me }: { me: MeReply }) {
  const [opening, setOpening] = useState(false);
  useEffect(() => void refreshDesk(), []);
  return (
    <div data-testid="desk">
      <Title>{t("desk.title")}</Title>
      {me.plans.length === 0 && <Notice>{t("desk.empty")}</Notice>}
      {me.plans.map((plan) => (
        <PlanOnDesk key={plan.plan} plan={plan} full={me.scope === "full"} />
      ))}
      {me.canOpenPlans && (
        <Button testId="new-plan" onClick={() => setOpening(true)}>
          + {t("desk.newPlan")}
        </Button>
      )}
      {opening && <NewPlanForm onDone={() => setOpening(false)} />}
    </div>
  );
}

function PlanOnDesk({ plan, full }: { plan: MyPlan; full: boolean }) {
  const coming = plan.meetings.filter(
    ({ closed, calledOff, startsAt }) => !closed || (calledOff && new Date(startsAt) > new Date()),
  );
  return (
    <section class="panel" data-testid="desk-plan">
      <h2>{plan.familyName}</h2>
      {full &&
        coming.map((meeting) => (
          <Link key={meeting.id} to={`/meeting/${meeting.id}`} look="row" testId="desk-meeting">
            <strong>{word("meetingKind", meeting.kind)}</strong>
            <span>
              {momentText(meeting.startsAt)}
              {meeting.calledOff && ` · ${t("desk.off")}`}
            </span>
          </Link>
        ))}
      {full && coming.length === 0 && <p class="soft">{t("desk.noMeeting")}</p>}
      {plan.minutes.map((minutes) => (
        <Link key={minutes.id} to={`/minutes/${minutes.id}`} look="row" testId="desk-minutes">
          <strong>{t("desk.minutes", { day: dayText(minutes.publishedAt) })}</strong>
          <span class={minutes.acknowledgedAt ? "mark mark--met" : "mark mark--partlyMet"}>
            {t(minutes.acknowledgedAt ? "minutes.isRead" : "minutes.isNew")}
          </span>
        </Link>
      ))}
      {full && (
        <Link to={`/plan/${plan.plan}`} look="row" testId="desk-to-plan">
          <strong>{t("desk.toPlan")}</strong>
        </Link>
      )}
    </section>
  );
}
