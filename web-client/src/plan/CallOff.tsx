import "../meeting/words";
import { useState } from "preact/hooks";
import { askMeeting } from "../table/live";
import { Button } from "../ui/Button";
import { SureDialog } from "../ui/SureDialog";
import { useAsk } from "../ui/useAsk";
import type { MeetingSummary } from "../wire/types";
import { momentText, t } from "./words";

/** For the director: says that a planned meeting does not take place, after a question. */
export function CallOff({ meeting }: { meeting: MeetingSummary }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" testId="call-off-open" about={momentText(meeting.startsAt)} onClick={() => setOpen(true)}>
        {t("callOff.open")}
      </Button>
      {open && <CallOffDialog meeting={meeting} onDone={() => setOpen(false)} />}
    </>
  );
}

function CallOffDialog({ meeting, onDone }: { meeting: MeetingSummary; onDone: () => void }) {
  const [asked, ask] = useAsk();
  return (
    <SureDialog
      title={t("callOff.title")}
      yes={t("callOff.sure")}
      testId="call-off"
      asked={asked}
      act={() => ask(() => askMeeting(meeting.id, { kind: "callOffMeeting" }))}
      onDone={onDone}
    >
      <p>{momentText(meeting.startsAt)}</p>
      <p>{t("callOff.seen")}</p>
      <p>{t("callOff.call")}</p>
      <p>{t("callOff.final")}</p>
    </SureDialog>
  );
}
