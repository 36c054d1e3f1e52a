import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { useHeld } from "../app/useHeld";
import { useAtTable } from "../meeting/context";
import { askMeeting } from "../table/live";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Radios, TextBox, TextInput } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Refused } from "../ui/Refused";
import { useAsk } from "../ui/useAsk";
import { refusalText, t } from "../words/words";
import { AbsenceNotes } from "./AbsenceNotes";
import { isOfRoom } from "./isOfRoom";
import { useObstacle } from "./useObstacle";

/** The day that was chosen for the next meeting: it stands in both rooms. What else is written here stays in its room. */
const next = signal({ meeting: "", day: "" });

/** Ends the meeting: what is still missing, when people meet again, and that the minutes go out. */
export function CloseDialog({ onDone }: { onDone: () => void }) {
  const at = useAtTable();
  const { meeting, plan, person } = at;
  const [again, setAgain] = useState<"date" | "reason">("date");
  const day = next.value.meeting === meeting.id ? next.value.day : "";
  const [reason, setReason] = useState("");
  useHeld(reason !== "");
  const [asked, ask] = useAsk();
  const missing = meeting.canClose ?? [];
  const [obstacle, look] = useObstacle(meeting.id);
  useEffect(() => void look(), [missing.join()]);
  const answered = again === "date" ? day !== "" : reason.trim() !== "";
  const close = async () => {
    const done = await ask(() =>
      askMeeting(meeting.id, {
        kind: "closeMeeting",
        nextMeetingOn: again === "date" ? day : null,
        withoutNextReason: again === "reason" ? reason.trim() : null,
        step: meeting.step,
      }),
    );
    if (done) onDone();
  };
  const named = (id: string) => plan.commitments.find((commitment) => commitment.id === id)?.text ?? person(id).name;
  const about = obstacle?.about ?? [];
  const here = about.filter((id) => isOfRoom(at, id));
  const absent = obstacle?.code === "meeting.absence-note-missing" ? here : [];
  return (
    <Dialog title={t("close.title")} onClose={onDone} testId="close-dialog">
      {missing.length > 0 && (
        <Notice kind="warn" testId="close-missing">
          <h3>{t("close.missing")}</h3>
          <ul class="list">
            {missing.map((code) => (
              <li key={code} data-code={code}>
                {refusalText(code)}
                {obstacle?.code === code && (
                  <ul class="list">
                    {absent.length === 0 && here.map((id) => <li key={id}>{named(id)}</li>)}
                    {here.length < about.length && <li data-testid="close-elsewhere">{t("close.elsewhere")}</li>}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <AbsenceNotes absent={absent} onNoted={() => void look()} />
      <Radios
        legend={t("close.next")}
        value={again}
        testId="close-next"
        options={[
          { value: "date", text: t("close.withDate") },
          { value: "reason", text: t("close.withoutDate") },
        ]}
        onInput={setAgain}
      />
      {again === "date" ? (
        <TextInput
          label={t("close.day")}
          type="date"
          value={day}
          testId="next-day"
          onInput={(day) => (next.value = { meeting: meeting.id, day })}
        />
      ) : (
        <TextBox label={t("close.reason")} value={reason} maxLength={500} testId="no-next-reason" onInput={setReason} />
      )}
      {meeting.rooms.length > 1 && <p data-testid="close-both-read">{t("close.bothRead")}</p>}
      <p>{t("close.minutesGoOut")}</p>
      <Refused asked={asked} />
      <Button
        look="danger"
        busy={asked.state === "sending"}
        disabled={!answered || missing.length > 0}
        testId="close-sure"
        onClick={() => void close()}
      >
        {t("close.sure")}
      </Button>
    </Dialog>
  );
}
