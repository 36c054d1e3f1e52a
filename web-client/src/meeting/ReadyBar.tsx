import { announce } from "../app/status";
import { askMeeting } from "../table/live";
import { Button } from "../ui/Button";
import { useAsk } from "../ui/useAsk";
import { t } from "../words/words";
import { useAtTable } from "./context";

/** "Ik ben klaar" within reach of the thumb. */
export function ReadyBar() {
  const { meeting, room } = useAtTable();
  const [asked, ask] = useAsk();
  const say = async (ready: boolean) => {
    const done = await ask(() => askMeeting(meeting.id, { kind: "setReady", room: room.id, ready, step: room.step }));
    if (done && ready) announce(t("ready.thanks"));
  };
  return (
    <div class="ready-bar">
      <Button
        look={room.youReady ? "secondary" : "primary"}
        busy={asked.state === "sending"}
        testId="ready"
        onClick={() => void say(!room.youReady)}
      >
        {t(room.youReady ? "ready.undo" : "ready.say")}
      </Button>
      {room.youReady && <p>{t("ready.thanks")}</p>}
    </div>
  );
}
