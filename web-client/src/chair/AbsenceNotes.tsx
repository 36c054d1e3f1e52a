import { useState } from "preact/hooks";
import { useHeld } from "../app/useHeld";
import { useAtTable } from "../meeting/context";
import { askMeeting } from "../table/live";
import { Button } from "../ui/Button";
import { TextInput } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { useAsk } from "../ui/useAsk";
import type { MeetingCommand, PersonView } from "../wire/types";
import { t } from "../words/words";

interface AbsenceNotesProps {
  absent: readonly string[];
  onNoted: () => void;
}

/** Why somebody was not there: one line for each whose reason is missing. */
export function AbsenceNotes({ absent, onNoted }: AbsenceNotesProps) {
  const { person } = useAtTable();
  if (absent.length === 0) return null;
  return (
    <section data-testid="absence">
      <h3>{t("absence.title")}</h3>
      <p class="hint">{t("absence.help")}</p>
      {absent.map((id) => (
        <AbsenceNote key={id} who={person(id)} onNoted={onNoted} />
      ))}
    </section>
  );
}

function AbsenceNote({ who, onNoted }: { who: PersonView; onNoted: () => void }) {
  const { meeting, plan, room } = useAtTable();
  const [note, setNote] = useState("");
  useHeld(note !== "");
  const [asked, ask] = useAsk();
  const say = async (command: MeetingCommand) => {
    if (await ask(() => askMeeting(meeting.id, command))) onNoted();
  };
  const busy = asked.state === "sending";
  const sitsBeside = plan.youngChildren.some(({ child }) => child === who.id);
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
        busy={busy}
        disabled={note.trim() === ""}
        about={who.name}
        testId={`absence-save-${who.id}`}
        onClick={() => void say({ kind: "noteAbsence", person: who.id, note: note.trim(), replaces: false })}
      >
        {t("absence.save")}
      </Button>
      {sitsBeside && (
        <Button
          busy={busy}
          about={who.name}
          testId={`absence-present-${who.id}`}
          onClick={() => void say({ kind: "admitPerson", room: room.id, person: who.id })}
        >
          {t("absence.present")}
        </Button>
      )}
      <Refused asked={asked} />
    </div>
  );
}
