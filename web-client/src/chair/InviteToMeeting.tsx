import { useState } from "preact/hooks";
import * as calls from "../desk/calls";
import { InviteDialog } from "../desk/InviteDialog";
import { useSubmit } from "../desk/useSubmit";
import { useAtTable } from "../meeting/context";
import { hiddenHere, togetherHere } from "../sharing/apart";
import { useSure } from "../sharing/useSure";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Choose, Radios } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Refused } from "../ui/Refused";
import { useLanding } from "../ui/useLanding";
import { useMissing } from "../ui/useMissing";
import { refusalText, t } from "../words/words";

type How = "seat" | "informed";

interface Taken {
  who: string;
  /** At a table, and not for the minutes alone. */
  seat: boolean;
}

/** Takes somebody into a meeting that is planned or runs already: at this table, or for its minutes alone. */
export function InviteToMeeting({ onDone }: { onDone: () => void }) {
  const { plan, person } = useAtTable();
  const [taken, setTaken] = useState<Taken | null>(null);
  const [linking, setLinking] = useState(false);
  const [place, land] = useLanding<HTMLParagraphElement>();
  const textOf = ({ who, seat }: Taken) =>
    t(seat ? "inviteTo.done" : "inviteTo.doneInformed", { name: person(who).name });
  const done = (now: Taken) => {
    setTaken(now);
    land(textOf(now));
  };
  if (taken && linking) return <InviteDialog plan={plan.id} person={person(taken.who)} onDone={onDone} />;
  return (
    <Dialog title={t("inviteTo.open")} onClose={onDone} testId="invite-to-dialog">
      {taken === null ? (
        <Choice onDone={done} />
      ) : (
        <>
          <p ref={place} tabIndex={-1} data-testid="invite-to-done">
            {textOf(taken)}
          </p>
          <p>{t("inviteTo.link")}</p>
          <div class="stack">
            <Button testId="invite-to-link" onClick={() => setLinking(true)}>
              {t("invite.make")}
            </Button>
            <Button look="primary" testId="invite-to-ready" onClick={onDone}>
              {t("common.done")}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function Choice({ onDone }: { onDone: (taken: Taken) => void }) {
  const { meeting, plan, room, person } = useAtTable();
  const [who, setWho] = useState("");
  const [how, setHow] = useState<How | null>(null);
  const [asked, submit] = useSubmit<true>();
  const { missing, setMissing, form } = useMissing<HTMLDivElement>();
  const seated = room.participants.map((participant) => participant.person);
  const guests = plan.people.filter(({ id }) => id !== plan.you && !seated.includes(id));
  const elsewhere = meeting.rooms
    .filter(({ id }) => id !== room.id)
    .flatMap(({ participants }) => participants.filter((participant) => participant.person === who));
  const sits = elsewhere.length > 0;
  // Who has a seat somewhere gets the minutes already, and an interpreter gets none.
  const onlySeat = sits || person(who).role === "interpreter";
  const seat = who !== "" && (onlySeat || how === "seat");
  const cannot = seat ? hiddenHere(plan, [...seated, who], person) : [];
  if (elsewhere.some(({ connected, waiting }) => connected || waiting))
    cannot.push(refusalText("meeting.person-arrived"));
  const before = togetherHere(plan, seated, person);
  const together = seat ? togetherHere(plan, [...seated, who], person) : [];
  const questions = together.filter((question) => !before.includes(question));
  if (sits) questions.push(t("inviteTo.elsewhere", { name: person(who).name }));
  const sure = useSure(questions, "invite-to-question");
  const send = async () => {
    if (cannot.length > 0) return;
    if (who === "" || (!onlySeat && how === null)) return setMissing(true);
    if (sure.asks) return sure.ask();
    const sent = () => calls.inviteTo(plan.id, meeting.id, who, seat ? room.id : null).then(() => true as const);
    if (await submit(sent)) onDone({ who, seat });
  };
  return (
    <div ref={form}>
      <p class="hint">{t("inviteTo.screen")}</p>
      <Choose
        label={t("inviteTo.who")}
        value={who}
        empty={t("common.choose")}
        error={missing && who === "" ? t("inviteTo.whoMissing") : undefined}
        testId="invite-to-who"
        options={guests.map(({ id, name }) => ({ value: id, text: name }))}
        onInput={(id) => {
          setWho(id);
          setHow(null);
          setMissing(false);
        }}
      />
      {who !== "" && !onlySeat && (
        <Radios
          legend={t("inviteTo.how")}
          value={how}
          error={missing && how === null ? t("inviteTo.howMissing") : undefined}
          testId="invite-to-how"
          options={[
            { value: "seat", text: t("inviteTo.seat") },
            { value: "informed", text: t("inviteTo.informed") },
          ]}
          onInput={setHow}
        />
      )}
      {seat && <p>{t("inviteTo.seen")}</p>}
      {seat && room.round && person(who).role !== "interpreter" && (
        <p data-testid="invite-to-numbers">{t("inviteTo.numbers")}</p>
      )}
      <p>{t("inviteTo.mail")}</p>
      {cannot.length > 0 ? (
        <Notice kind="error" testId="invite-to-cannot">
          {cannot.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Notice>
      ) : (
        sure.asked
      )}
      <Refused asked={asked} />
      <Button
        look={sure.againstIt ? "danger" : "primary"}
        busy={asked.state === "sending"}
        disabled={cannot.length > 0}
        testId="invite-to-send"
        onClick={() => void send()}
      >
        {t(sure.againstIt ? "inviteTo.sure" : "inviteTo.save")}
      </Button>
    </div>
  );
}
