import { askMeeting, table } from "../table/live";
import { PASSING, waitAfter } from "../wire/waits";

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 20_000;

/** Comes in to these rooms, again after each return, and again while that fails in passing. Returns how to stop. */
export function enterRooms(meeting: string, rooms: readonly string[]): () => void {
  let turn = 0;
  const enter = async (room: string, failed: number, of: number) => {
    if (of !== turn) return;
    const code = await askMeeting(meeting, { kind: "enterRoom", room }).then(
      (refusal) => refusal?.code,
      () => "server.unavailable",
    );
    if (code && PASSING.has(code))
      setTimeout(() => void enter(room, failed + 1, of), waitAfter(failed, FIRST_RETRY_MS, LONGEST_RETRY_MS));
  };
  const stop = table.onUp(() => {
    turn++;
    for (const room of rooms) void enter(room, 0, turn);
  });
  return () => {
    turn++;
    stop();
  };
}
