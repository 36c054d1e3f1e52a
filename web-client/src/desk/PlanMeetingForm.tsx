import { useHeld } from "../app/useHeld";
import "./words";
import { useState } from "preact/hooks";
import { isFamily, personFinder } from "../meeting/context";
import { hiddenHere, togetherHere } from "../sharing/apart";
import { useSure } from "../sharing/useSure";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Choose, TextInput } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Refused } from "../ui/Refused";
import { useMissing } from "../ui/useMissing";
import type { MeetingKind, PlanView } from "../wire/types";
import { t, word } from "../words/words";
import * as calls from "./calls";
import { proposedSeats, type Seat, type Seats } from "./seats";
import { useSubmit } from "./useSubmit";
import { useWithoutCode } from "./useWithoutCode";

const KINDS: readonly MeetingKind[] = ["start", "evaluation", "acute", "closing"];
const CHOICES: readonly Seat[] = ["seat", "apart", "both", "informed", "none"];

/** Plans a meeting: when, and who has a seat or only gets the minutes. Asks first before somebody sits beside whom they are kept safe from; nobody sits beside whom they may not know of. */
export function PlanMeetingForm({ plan, onDone }: { plan: PlanView; onDone: () => void }) {
  const [kind, setKind] = useState<MeetingKind>("start");
  const [startsAt, setStartsAt] = useState("");
  const [apartAt, setApartAt] = useState("");
  const [seats, setSeats] = useState<Seats>(() => proposedSeats(plan));
  const [asked, submit] = useSubmit<{ meeting: string }>();
  const withoutCode = useWithoutCode(plan.id);
  useHeld(startsAt + apartAt !== "");
  const person = personFinder(plan);
  const seatOf = (id: string): Seat => seats[id] ?? "none";
  const withSeat = (...some: Seat[]) => plan.people.map(({ id }) => id).filter((id) => some.includes(seatOf(id)));
  // Also while the only one who sat apart comes to both.
  const isApart = withSeat("apart", "both").length > 0;
  const participants = withSeat("seat", "both");
  const apart = isApart ? withSeat("apart", "both") : [];
  const inBoth = isApart ? withSeat("both").map(person).filter(isFamily) : [];
  const sure = useSure(
    [
      ...togetherHere(plan, participants, person),
      ...togetherHere(plan, apart, person),
      ...inBoth.map(({ name }) => t("planMeeting.inBoth", { name })),
    ],
    "meeting-sure",
  );
  const hidden = [...new Set([participants, apart].flatMap((here) => hiddenHere(plan, here, person)))];
  const { missing, setMissing, form } = useMissing<HTMLFormElement>();
  const whenMissing = (at: string) => (missing && at === "" ? t("planMeeting.whenMissing") : undefined);
  const send = async () => {
    if (hidden.length > 0) return;
    if (startsAt === "" || (isApart && apartAt === "")) return setMissing(true);
    if (sure.asks) return sure.ask();
    const planned = await submit(() =>
      calls.planMeeting(plan.id, {
        kind,
        startsAt: new Date(startsAt).toISOString(),
        participants,
        informed: withSeat("informed"),
        otherRooms: isApart ? [{ startsAt: new Date(apartAt).toISOString(), participants: apart }] : [],
      }),
    );
    if (planned) onDone();
  };
  return (
    <Dialog title={t("plan.planMeeting")} onClose={onDone} testId="plan-meeting-dialog">
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Choose
          label={t("planMeeting.kind")}
          value={kind}
          testId="meeting-kind"
          options={KINDS.map((value) => ({ value, text: word("meetingKind", value) }))}
          onInput={(value) => setKind(value as MeetingKind)}
        />
        <TextInput
          label={t("planMeeting.startsAt")}
          type="datetime-local"
          value={startsAt}
          error={whenMissing(startsAt)}
          testId="meeting-starts"
          required
          onInput={(at) => {
            setStartsAt(at);
            setMissing(false);
          }}
        />
        <h3>{t("planMeeting.who")}</h3>
        {plan.people
          .filter(({ id }) => id !== plan.you)
          .map(({ id, name, role }) => (
            <Choose
              key={id}
              label={withoutCode.has(id) ? t("planMeeting.noCode", { name }) : name}
              value={seatOf(id)}
              testId={`seat-${id}`}
              options={CHOICES.filter((value) => {
                if (value === "both") return isApart;
                return value !== "informed" || role !== "interpreter";
              }).map((value) => ({ value, text: t(`planMeeting.${value}`) }))}
              onInput={(value) => {
                setSeats({ ...seats, [id]: value as Seat });
                setMissing(false);
              }}
            />
          ))}
        {[...withoutCode].some((id) => seatOf(id) !== "none") && (
          <p data-testid="meeting-no-code">{t("planMeeting.noCodeText")}</p>
        )}
        {isApart && (
          <TextInput
            label={t("planMeeting.apartAt")}
            hint={t("planMeeting.apartHint")}
            type="datetime-local"
            value={apartAt}
            error={whenMissing(apartAt)}
            testId="meeting-apart-starts"
            required
            onInput={(at) => {
              setApartAt(at);
              setMissing(false);
            }}
          />
        )}
        {hidden.length > 0 && (
          <Notice kind="error" testId="meeting-hidden">
            {hidden.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </Notice>
        )}
        {sure.asked}
        <Refused asked={asked} />
        <Button
          look={sure.againstIt ? "danger" : "primary"}
          type="submit"
          busy={asked.state === "sending"}
          disabled={hidden.length > 0}
          testId="meeting-save"
        >
          {t(sure.againstIt ? "planMeeting.sure" : "planMeeting.save")}
        </Button>
      </form>
    </Dialog>
  );
}
