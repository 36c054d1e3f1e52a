import { useHeld } from "../app/useHeld";
import "./words";
import { useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Choose, TextInput } from "../ui/Field";
import { Refused } from "../ui/Refused";
import type { MeetingKind, PlanView } from "../wire/types";
import { t, word } from "../words/words";
import * as calls from "./calls";
import { useSubmit } from "./useSubmit";

const KINDS: readonly MeetingKind[] = ["start", "evaluation", "acute", "closing"];
type Seat = "seat" | "apart" | "informed" | "none";

/** Plans a meeting: when, and who has a seat or only gets the minutes. */
export function PlanMeetingForm({ plan, onDone }: { plan: PlanView; onDone: () => void }) {
  const [kind, setKind] = useState<MeetingKind>("start");
  const [startsAt, setStartsAt] = useState("");
  const [apartAt, setApartAt] = useState("");
  const [seats, setSeats] = useState<Record<string, Seat>>({});
  const [asked, submit] = useSubmit<{ meeting: string }>();
  useHeld(startsAt + apartAt !== "");
  const seatOf = (id: string): Seat => (id === plan.you ? "seat" : (seats[id] ?? "seat"));
  const withSeat = (seat: Seat) => plan.people.map(({ id }) => id).filter((id) => seatOf(id) === seat);
  const isApart = withSeat("apart").length > 0;
  const complete = startsAt !== "" && (!isApart || apartAt !== "");
  const send = async () => {
    if (!complete) return;
    const planned = await submit(() =>
      calls.planMeeting(plan.id, {
        kind,
        startsAt: new Date(startsAt).toISOString(),
        participants: withSeat("seat"),
        informed: withSeat("informed"),
        otherRooms: isApart ? [{ startsAt: new Date(apartAt).toISOString(), participants: withSeat("apart") }] : [],
      }),
    );
    if (planned) onDone();
  };
  return (
    <Dialog title={t("plan.planMeeting")} onClose={onDone} testId="plan-meeting-dialog">
      <form
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
          testId="meeting-starts"
          required
          onInput={setStartsAt}
        />
        <h3>{t("planMeeting.who")}</h3>
        {plan.people
          .filter(({ id }) => id !== plan.you)
          .map((person) => (
            <Choose
              key={person.id}
              label={person.name}
              value={seatOf(person.id)}
              testId={`seat-${person.id}`}
              options={(["seat", "apart", "informed", "none"] as const).map((value) => ({
                value,
                text: t(`planMeeting.${value}`),
              }))}
              onInput={(value) => setSeats({ ...seats, [person.id]: value as Seat })}
            />
          ))}
        {isApart && (
          <TextInput
            label={t("planMeeting.apartAt")}
            hint={t("planMeeting.apartHint")}
            type="datetime-local"
            value={apartAt}
            testId="meeting-apart-starts"
            required
            onInput={setApartAt}
          />
        )}
        <Refused asked={asked} />
        <Button
          look="primary"
          type="submit"
          busy={asked.state === "sending"}
          disabled={!complete}
          testId="meeting-save"
        >
          {t("planMeeting.save")}
        </Button>
      </form>
    </Dialog>
  );
}
