import { askMeeting, table } from "../table/live";
import { waitAfter } from "../wire/waits";

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 20_000;
const PASSING = "server.unavailable";

/** Comes in to these rooms, again after each return, and again while that fails in passing. Returns how to stop. */
export function enterRooms(meeting: string, rooms: readonly string[]): () => void {
  let stopped = false;
  const enter = async (room: string, failed: number) => {
    if (stopped) return;
    const code = await askMeeting(meeting, { kind: "enterRoom", room }).then(
      (refusal) => refusal?.code,
      () => PASSING,
    );
    if (code === PASSING)
      setTimeout(() => void enter(room, failed + 1), waitAfter(failed, FIRST_RETRY_MS, LONGEST_RETRY_MS));
  };
  const stop = table.onUp(() => {
    for (const room of rooms) void enter(room, 0);
  });
  return () => {
    stopped = true;
    stop();
  };
}
