import { askMeeting } from "../table/live";
import { Button } from "../ui/Button";
import { useAsk } from "../ui/useAsk";
import { t } from "../words/words";
import { useAtTable } from "./context";

/** "Ik ben klaar" within reach of the thumb. */
export function ReadyBar() {
  const { meeting, room } = useAtTable();
  const [asked, ask] = useAsk();
  return (
    <div class="ready-bar">
      <Button
        look={room.youReady ? "secondary" : "primary"}
        pressed={room.youReady}
        busy={asked.state === "sending"}
        testId="ready"
        onClick={() =>
          void ask(() =>
            askMeeting(meeting.id, { kind: "setReady", room: room.id, ready: !room.youReady, step: room.step }),
          )
        }
      >
        {t(room.youReady ? "ready.undo" : "ready.say")}
      </Button>
      {room.youReady && <p>{t("ready.thanks")}</p>}
    </div>
  );
}
