import { signal } from "@preact/signals";
import { liveMeeting, livePlan } from "../table/live";
import type { MeetingView } from "../wire/types";
import { sectionsOfRoom } from "./card/rows";

/** The room that the viewer chose; of a meeting with several. */
export const chosenRoom = signal<string>();

export const roomShown = ({ rooms }: MeetingView) => rooms.find(({ id }) => id === chosenRoom.value) ?? rooms[0];

/** Whether words from this section may stand on the screen beside the room that is shown; anywhere else they may. */
export function mayStandHere(section: string): boolean {
  const meeting = liveMeeting.view.value;
  const room = meeting && roomShown(meeting);
  if (!room || meeting.rooms.length < 2) return true;
  const plan = livePlan.view.value;
  return plan !== null && sectionsOfRoom(plan, room, meeting.rooms).some(({ id }) => id === section);
}
