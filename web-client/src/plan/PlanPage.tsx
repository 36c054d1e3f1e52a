import { useEffect, useState } from "preact/hooks";
import { lazy } from "../app/lazy";
import { looksBack } from "../history/looksBack";
import { CommitmentCard } from "../meeting/commitments/CommitmentCard";
import { MyCommitments } from "../meeting/commitments/MyCommitments";
import { personFinder } from "../meeting/context";
import { describe } from "../meeting/Roster";
import { livePlan } from "../table/live";
import { Button } from "../ui/Button";
import { Face, WhoSees } from "../ui/Faces";
import { Link } from "../ui/Link";
import { Title } from "../ui/Title";
import type { PersonView, PlanView, SectionView } from "../wire/types";
import { Deliveries } from "./Deliveries";
import { ErasePlan } from "./ErasePlan";
import { ToCalendar } from "./ToCalendar";
import { WhoLooked } from "./WhoLooked";
import { count, dayText, listText, momentText, refusalText, t, word } from "./words";

const AddPersonForm = lazy(() => import("../desk/AddPersonForm").then((m) => m.AddPersonForm));
const PlanMeetingForm = lazy(() => import("../desk/PlanMeetingForm").then((m) => m.PlanMeetingForm));
const Tasks = lazy(() => import("../sharing/Tasks").then((m) => m.Tasks));
const Consents = lazy(() => import("../sharing/Consents").then((m) => m.Consents));
const LegalBases = lazy(() => import("../sharing/LegalBases").then((m) => m.LegalBases));
const Safety = lazy(() => import("../sharing/Safety").then((m) => m.Safety));
const Relations = lazy(() => import("../sharing/Relations").then((m) => m.Relations));
const ChildWords = lazy(() => import("../sharing/ChildWords").then((m) => m.ChildWords));
const YoungChildren = lazy(() => import("../young/YoungChildren").then((m) => m.YoungChildren));
const ChildMode = lazy(() => import("../young/ChildMode").then((m) => m.ChildMode));
const EmergencyPanel = lazy(() => import("../emergency/EmergencyPanel").then((m) => m.EmergencyPanel));
const EmergencyUses = lazy(() => import("../emergency/EmergencyUses").then((m) => m.EmergencyUses));
const CallOff = lazy(() => import("./CallOff").then((m) => m.CallOff));
const ExportPanel = lazy(() => import("./ExportPanel").then((m) => m.ExportPanel));
const ShieldForm = lazy(() => import("../sharing/ShieldForm").then((m) => m.ShieldForm));
const AudienceForm = lazy(() => import("../sharing/AudienceForm").then((m) => m.AudienceForm));
const Treatments = lazy(() => import("../treatment/Treatments").then((m) => m.Treatments));
const PersonShield = lazy(() => import("../sharing/PersonShield").then((m) => m.PersonShield));
const InviteDialog = lazy(() => import("../desk/InviteDialog").then((m) => m.InviteDialog));

/** One family's plan: my commitments, meetings, minutes and their receipts, people, who reads what. */
export function PlanPage({ id }: { id: string }) {
  useEffect(() => livePlan.open(id), [id]);
  const plan = livePlan.view.value;
  const refusal = livePlan.refusal.value;
  if (refusal)
    return (
      <div class="narrow" data-testid="plan-refused">
        <Title>{t("plan.refused")}</Title>
        <p>{refusalText(refusal.code)}</p>
        <Link to="/">{t("common.toDesk")}</Link>
        {refusal.code === "plan.no-basis" && <EmergencyPanel plan={id} />}
      </div>
    );
  if (!plan || plan.id !== id) return <p class="waiting">{t("common.loading")}</p>;
  return <Plan plan={plan} />;
}

function Plan({ plan }: { plan: PlanView }) {
  const person = personFinder(plan);
  const [planning, setPlanning] = useState(false);
  const [shielding, setShielding] = useState(false);
  const [regrouping, regroup] = useState<SectionView>();
  const [writing, write] = useState<string>();
  const [inviting, invite] = useState<PersonView>();
  const young = plan.youngChildren.find(({ child, helps }) => helps && child === writing);
  if (young) return <ChildMode plan={plan} young={young} person={person} onDone={() => write(undefined)} />;
  const others = plan.commitments.filter(({ owner }) => owner !== plan.you);
  return (
    <div data-testid="plan">
      <Link to="/">‹ {t("common.toDesk")}</Link>
      <Title>{plan.familyName}</Title>
      {plan.reason && <blockquote class="quote">{plan.reason}</blockquote>}
      {plan.director && (
        <p data-testid="director">
          {t("plan.director", { name: plan.director.name })}{" "}
          {plan.director.phone && <a href={`tel:${plan.director.phone}`}>{plan.director.phone}</a>}
        </p>
      )}
      {plan.tasks.length > 0 && <Tasks plan={plan} person={person} onInvite={invite} />}
      <section class="panel">
        <h2>{t("plan.meetings")}</h2>
        {plan.meetings.map((meeting) => (
          <div key={meeting.id}>
            <Link to={`/meeting/${meeting.id}`} look="row" testId="plan-meeting">
              <strong>{word("meetingKind", meeting.kind)}</strong>
              <span>
                {momentText(meeting.startsAt)}
                {meeting.closed && ` · ${t(meeting.calledOff ? "desk.off" : "plan.meetingClosed")}`}
              </span>
            </Link>
            {(!meeting.closed || meeting.calledOff) && <ToCalendar meeting={meeting} />}
            {!meeting.closed && plan.rights.manage && <CallOff meeting={meeting} />}
          </div>
        ))}
        {plan.rights.manage && (
          <Button testId="plan-meeting-new" onClick={() => setPlanning(true)}>
            + {t("plan.planMeeting")}
          </Button>
        )}
        {planning && <PlanMeetingForm plan={plan} onDone={() => setPlanning(false)} />}
      </section>
      <MyCommitments plan={plan} commitments={plan.commitments} />
      {plan.youngChildren.length > 0 && (
        <YoungChildren plan={plan} person={person} onWrite={({ child }) => write(child)} />
      )}
      {(plan.childWords.length > 0 || person(plan.you).role === "child") && <ChildWords plan={plan} person={person} />}
      {(plan.consents.length > 0 || plan.rights.manage) && <Consents plan={plan} person={person} />}
      {plan.legalBases.length > 0 && <LegalBases plan={plan} person={person} />}
      {plan.minutes.length > 0 && (
        <section class="panel">
          <h2>{t("plan.minutes")}</h2>
          {plan.minutes.map((minutes) => (
            <Link key={minutes.id} to={`/minutes/${minutes.id}`} look="row" testId="plan-minutes">
              <strong>{t("desk.minutes", { day: dayText(minutes.publishedAt) })}</strong>
              <span class={minutes.acknowledgedAt ? "mark mark--met" : "mark mark--partlyMet"}>
                {t(minutes.acknowledgedAt ? "minutes.isRead" : "minutes.isNew")}
              </span>
            </Link>
          ))}
        </section>
      )}
      <Deliveries plan={plan} person={person} />
      {others.length > 0 && (
        <section>
          <h2>{t("commitments.others")}</h2>
          <ul class="commitments">
            {others.map((commitment) => (
              <CommitmentCard key={commitment.id} commitment={commitment} plan={plan} person={person} />
            ))}
          </ul>
        </section>
      )}
      {(plan.clients.length > 0 || plan.sections.some(({ treatment }) => treatment?.yours)) && (
        <Treatments plan={plan} person={person} />
      )}
      <People plan={plan} onInvite={invite} />
      {plan.rights.manage && <Safety plan={plan} person={person} />}
      {plan.rights.manage && <Relations plan={plan} person={person} />}
      {plan.sections.length > 0 && (
        <section class="panel" data-testid="plan-sections">
          <h2>{t("plan.sections")}</h2>
          <p class="hint">{t("plan.sectionsHelp")}</p>
          {plan.sections.map((section) => (
            <div key={section.id}>
              <WhoSees people={section.audience.map(person)} label={count("plan.section", section.audience.length)} />
              {plan.rights.manage && (
                <Button
                  testId="audience-open"
                  about={listText(section.audience.map((id) => person(id).name))}
                  onClick={() => regroup(section)}
                >
                  {t("plan.audience")}
                </Button>
              )}
              {looksBack(plan, section) && (
                <Link to={`/plan/${plan.id}/history/${section.id}`} testId="to-history">
                  {t("history.open")}
                  <span class="visually-hidden"> ({listText(section.audience.map((id) => person(id).name))})</span>
                </Link>
              )}
            </div>
          ))}
          {plan.rights.manage && (
            <Button testId="shield-new" onClick={() => setShielding(true)}>
              + {t("plan.shield")}
            </Button>
          )}
          {regrouping && <AudienceForm plan={plan} section={regrouping} onDone={() => regroup(undefined)} />}
          {shielding && <ShieldForm plan={plan} onDone={() => setShielding(false)} />}
        </section>
      )}
      {plan.emergencies.length > 0 && <EmergencyUses plan={plan} person={person} />}
      {plan.rights.emergency && <EmergencyPanel plan={plan.id} />}
      <WhoLooked plan={plan} />
      {person(plan.you).role !== "interpreter" && <ExportPanel plan={plan} />}
      <ErasePlan plan={plan} />
      {inviting && <InviteDialog plan={plan.id} person={inviting} onDone={() => invite(undefined)} />}
    </div>
  );
}

function People({ plan, onInvite }: { plan: PlanView; onInvite: (person: PersonView) => void }) {
  const [adding, setAdding] = useState(false);
  const [shielding, shield] = useState<PersonView>();
  return (
    <section class="panel" data-testid="plan-people">
      <h2>{t("plan.people")}</h2>
      <ul class="people">
        {plan.people.map((person) => (
          <li key={person.id} data-person={person.id}>
            <Face person={person} />
            <span>
              <strong>{person.name}</strong>
              <br />
              <span class="soft">{describe(person)}</span>
            </span>
            {plan.rights.manage && person.id !== plan.you && (
              <span class="people__acts">
                <Button testId="invite" about={person.name} onClick={() => onInvite(person)}>
                  {t("invite.open")}
                </Button>
                <Button look="quiet" testId="shielding-open" about={person.name} onClick={() => shield(person)}>
                  {t("plan.shieldPerson")}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {plan.rights.manage && (
        <Button testId="add-person" onClick={() => setAdding(true)}>
          + {t("plan.addPerson")}
        </Button>
      )}
      {adding && <AddPersonForm plan={plan} onDone={() => setAdding(false)} />}
      {shielding && <PersonShield plan={plan} person={shielding} onDone={() => shield(undefined)} />}
    </section>
  );
}
