import { useState } from "preact/hooks";
import { useAtTable } from "../meeting/context";
import { askMeeting } from "../table/live";
import { Button } from "../ui/Button";
import { TextInput } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { useAsk } from "../ui/useAsk";
import type { PersonView } from "../wire/types";
import { t } from "../words/words";

/** Why somebody was not there: one line for each who is invited and not in a room. */
export function AbsenceNotes() {
  const { meeting, plan, person } = useAtTable();
  const present = new Set(
    meeting.rooms.flatMap((room) => room.participants.filter((p) => p.connected || p.waiting).map((p) => p.person)),
  );
  const invited = new Set(meeting.rooms.flatMap((room) => room.participants.map((p) => p.person)));
  const absent = [...invited, ...plan.people.map(({ id }) => id)].filter(
    (id, at, all) => all.indexOf(id) === at && !present.has(id),
  );
  if (absent.length === 0) return null;
  return (
    <details class="absence" open={meeting.canClose?.includes("meeting.absence-note-missing")} data-testid="absence">
      <summary>{t("absence.title")}</summary>
      <p class="hint">{t("absence.help")}</p>
      {absent.map((id) => (
        <AbsenceNote key={id} who={person(id)} />
      ))}
    </details>
  );
}

function AbsenceNote({ who }: { who: PersonView }) {
  const { meeting } = useAtTable();
  const [note, setNote] = useState("");
  const [asked, ask] = useAsk();
  return (
    <div class="absence__line">
      <TextInput
        label={t("absence.why", { name: who.name })}
        value={note}
        maxLength={500}
        testId={`absence-${who.id}`}
        onInput={setNote}
      />
      <Button
        busy={asked.state === "sending"}
        disabled={note.trim() === ""}
        label={t("absence.saveFor", { name: who.name })}
        testId={`absence-save-${who.id}`}
        onClick={() =>
          void ask(() => askMeeting(meeting.id, { kind: "noteAbsence", person: who.id, note: note.trim() }))
        }
      >
        {t(asked.state === "done" ? "absence.saved" : "absence.save")}
      </Button>
      <Refused asked={asked} />
    </div>
  );
}
