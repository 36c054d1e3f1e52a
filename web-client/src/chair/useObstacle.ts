import { useState } from "preact/hooks";
import { askMeeting } from "../table/live";
import type { Refusal } from "../wire/types";

/**
 * What stands in the way of closing first, and whom or what it is about. Asks to close without saying when people meet
 * again: that is always refused, and the refusal names the first obstacle.
 */
export function useObstacle(meeting: string): [Refusal | null, () => Promise<void>] {
  const [obstacle, setObstacle] = useState<Refusal | null>(null);
  const look = async () =>
    setObstacle(await askMeeting(meeting, { kind: "closeMeeting", nextMeetingOn: null, withoutNextReason: null }));
  return [obstacle, look];
}
