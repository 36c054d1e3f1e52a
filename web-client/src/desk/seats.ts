import { areApart, isHidden } from "../sharing/apart";
import { NEEDS_BASIS } from "../sharing/roles";
import type { PersonView, PlanView } from "../wire/types";

export type Seat = "seat" | "apart" | "both" | "informed" | "none";
export type Seats = Readonly<Record<string, Seat>>;

/**
 * Where the form begins: nobody beside somebody from whom they are kept safe or of whom they may not know, helpers with whom they
 * work for, and no seat for a child under 12 or an organisation that does not read the card. An interpreter gets no minutes.
 */
export function proposedSeats(plan: PlanView): Seats {
  const seats: Record<string, Seat> = { [plan.you]: "seat" };
  const clientOf = (id: string) => plan.relations.find(({ kind, of }) => kind === "serves" && of === id)?.to;
  const isFree = (id: string, room: Seat) =>
    Object.entries(seats).every(
      ([other, seat]) => seat !== room || !(areApart(plan, id, other) || isHidden(plan, id, other)),
    );
  const place = ({ id, role }: PersonView): Seat => {
    const rooms = seats[clientOf(id) ?? ""] === "apart" ? (["apart", "seat"] as const) : (["seat", "apart"] as const);
    return rooms.find((room) => isFree(id, room)) ?? (role === "interpreter" ? "none" : "informed");
  };
  // Who is kept safe comes first, and helpers after those for whom they work.
  const rank = (id: string) => {
    if (clientOf(id)) return 2;
    return plan.protections.some((relation) => relation.protected.includes(id)) ? 0 : 1;
  };
  for (const person of [...plan.people].sort((a, b) => rank(a.id) - rank(b.id))) {
    if (person.id === plan.you) continue;
    if (plan.youngChildren.some(({ child }) => child === person.id)) seats[person.id] = "none";
    else seats[person.id] = readsCard(plan, person) ? place(person) : "informed";
  }
  return seats;
}

const readsCard = ({ sections }: PlanView, { id, role }: PersonView) =>
  !NEEDS_BASIS.includes(role) || sections.some(({ shielded, audience }) => !shielded && audience.includes(id));
