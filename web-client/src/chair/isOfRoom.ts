import { commitmentsOfRoom } from "../meeting/commitments/commitmentsOfRoom";
import type { AtTable } from "../meeting/context";

/**
 * Whether this person or commitment may be named on the screen of this room. Who has a seat in another room only, and
 * what is agreed there, may not; somebody without a seat would otherwise be named nowhere.
 */
export function isOfRoom({ meeting, plan, room }: AtTable, id: string): boolean {
  const sitsIn = ({ participants }: typeof room) => participants.some(({ person }) => person === id);
  return plan.commitments.some((commitment) => commitment.id === id)
    ? commitmentsOfRoom(plan, room, meeting.rooms).some((commitment) => commitment.id === id)
    : sitsIn(room) || !meeting.rooms.some(sitsIn);
}
