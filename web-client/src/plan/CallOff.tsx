import { useState } from "preact/hooks";
import { askMeeting } from "../table/live";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Refused } from "../ui/Refused";
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
  const callOff = async () => {
    if (await ask(() => askMeeting(meeting.id, { kind: "callOffMeeting" }))) onDone();
  };
  return (
    <Dialog title={t("callOff.title")} onClose={onDone} testId="call-off-dialog">
      <p>{momentText(meeting.startsAt)}</p>
      <p>{t("callOff.seen")}</p>
      <p>{t("callOff.call")}</p>
      <p>{t("callOff.final")}</p>
      <Refused asked={asked} />
      <Button look="danger" busy={asked.state === "sending"} testId="call-off-sure" onClick={() => void callOff()}>
        {t("callOff.sure")}
      </Button>
    </Dialog>
  );
}
