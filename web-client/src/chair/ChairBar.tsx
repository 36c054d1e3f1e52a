import "./words";
import { useEffect, useState } from "preact/hooks";
import { lazy } from "../app/lazy";
import { announce } from "../app/status";
import { useAtTable } from "../meeting/context";
import { Button } from "../ui/Button";
import { isWide } from "../ui/media";
import { count, t } from "../words/words";
import { Attendance, isWaiting } from "./Attendance";
import { CloseDialog } from "./CloseDialog";
import { PhaseButtons } from "./PhaseButtons";
import { RevealButton } from "./RevealButton";

const InviteToMeeting = lazy(() => import("./InviteToMeeting").then((m) => m.InviteToMeeting));

/** What only the chair sees: the steps, who is here, how many are ready, showing the numbers, closing. */
export function ChairBar() {
  const { room } = useAtTable();
  const [open, setOpen] = useState(false);
  const [closing, setClosing] = useState(false);
  const [inviting, setInviting] = useState(false);
  const waiting = room.participants.filter(isWaiting).length;
  useEffect(() => {
    if (waiting > 0) announce(count("chair.waiting", waiting));
  }, [waiting]);
  const wide = isWide.value;
  const last = room.phase === "readBack";
  const close = (
    <Button look={last ? "primary" : "secondary"} testId="close-meeting" onClick={() => setClosing(true)}>
      {t("close.open")}
    </Button>
  );
  return (
    <aside class={wide ? "chair chair--wide" : "chair"} aria-label={t("chair.title")} data-testid="chair-bar">
      {wide && <h2>{t("chair.title")}</h2>}
      <p class="chair__ready" data-testid="ready-count">
        {room.phase === "scoring" && room.round
          ? count("score.done", room.round.done.length, { all: room.round.eligible.length })
          : room.connectedCount > 0 && count("chair.ready", room.readyCount, { all: room.connectedCount })}
        {waiting > 0 && <strong> {count("chair.waiting", waiting)}</strong>}
      </p>
      <PhaseButtons />
      {(room.phase === "scoring" || room.phase === "differences") && <RevealButton key={room.round?.number} />}
      {last && close}
      {wide || open ? (
        <div class="chair__more">
          <h3>{t("chair.people")}</h3>
          <Attendance />
          <Button testId="invite-to" onClick={() => setInviting(true)}>
            + {t("inviteTo.open")}
          </Button>
          {!last && close}
        </div>
      ) : null}
      {!wide && (
        <Button look="quiet" expanded={open} testId="chair-more" onClick={() => setOpen(!open)}>
          {t(open ? "chair.less" : "chair.more")}
        </Button>
      )}
      {inviting && <InviteToMeeting onDone={() => setInviting(false)} />}
      {closing && <CloseDialog onDone={() => setClosing(false)} />}
    </aside>
  );
}
