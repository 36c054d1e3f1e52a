import type { CommitmentView, PlanView, RoomView } from "../../wire/types";
import { sectionsOfRoom } from "../card/rows";

/** The commitments that may be spoken of in one room; with one room all that the viewer sees. */
export function commitmentsOfRoom(plan: PlanView, room: RoomView, rooms: readonly RoomView[]): CommitmentView[] {
  const here = new Set(sectionsOfRoom(plan, room, rooms).map(({ id }) => id));
  return plan.commitments.filter(({ audience }) => audience === null || here.has(audience));
}
