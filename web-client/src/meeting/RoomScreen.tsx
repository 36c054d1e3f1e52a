import { useEffect, useRef } from "preact/hooks";
import { lazy, withSheet } from "../app/lazy";
import { announce } from "../app/status";
import chairSheet from "../style/chair.css?url";
import scoreSheet from "../style/score.css?url";
import { Button } from "../ui/Button";
import type { MeetingPhase } from "../wire/types";
import { t, word } from "../words/words";
import { Card } from "./card/Card";
import { NewItem } from "./card/Column";
import { EditItem } from "./card/Item";
import { useAtTable } from "./context";
import { Lobby } from "./Lobby";
import { ReadyBar } from "./ReadyBar";
import { TableTop } from "./TableTop";
import { useFollow } from "./useFollow";
import { Welcome } from "./Welcome";

const ChairBar = lazy(() =>
  withSheet(
    chairSheet,
    import("../chair/ChairBar").then((m) => m.ChairBar),
  ),
);
const AfterMapping = lazy(() =>
  withSheet(
    scoreSheet,
    import("./AfterMapping").then((m) => m.AfterMapping),
  ),
);

/** One room: the step on top, the screen of the step, and what the viewer can do with it. */
export function RoomScreen() {
  const { room, isChair } = useAtTable();
  const { shown, look } = useFollow(room.phase);
  const first = useRef(true);
  // Fetched now: later the connection may be away just when it is needed.
  useEffect(() => {
    EditItem.fetch();
    NewItem.fetch();
    AfterMapping.fetch();
  }, []);
  useEffect(() => {
    if (!first.current && room.admitted && room.phase === "lobby") announce(t("lobby.in"));
  }, [room.admitted]);
  useEffect(() => {
    if (!first.current) announce(t("follow.now", { step: word("phase", room.phase) }));
    first.current = false;
  }, [room.phase]);

  if (!room.admitted && room.phase !== "closed") return <Lobby />;
  const started = room.phase !== "lobby" && room.phase !== "closed";
  // While scores are given, sending one is what says that somebody is ready.
  const hasReadyBar = started && !isChair && shown === room.phase && shown !== "scoring";
  return (
    <div class={isChair ? "room room--chair" : "room"} data-testid="room" data-phase={room.phase} data-shown={shown}>
      <div class="room__main">
        {started && <TableTop shown={shown} look={look} />}
        {shown !== room.phase && (
          <div class="follow">
            <p>{t("follow.elsewhere", { step: word("phase", room.phase) })}</p>
            <Button look="primary" testId="follow" onClick={() => look(room.phase)}>
              {t("follow.go")}
            </Button>
          </div>
        )}
        <Screen key={shown} phase={shown} />
        {hasReadyBar && <ReadyBar />}
      </div>
      {isChair && room.phase !== "closed" && <ChairBar />}
    </div>
  );
}

function Screen({ phase }: { phase: MeetingPhase }) {
  switch (phase) {
    case "lobby":
      return <Lobby />;
    case "welcome":
      return <Welcome />;
    case "mapping":
      return <Card />;
    default:
      return <AfterMapping phase={phase} />;
  }
}
