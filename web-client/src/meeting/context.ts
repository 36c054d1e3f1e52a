import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { MeetingPhase, MeetingView, PersonRole, PersonView, PlanView, RoomView } from "../wire/types";
import { t } from "../words/words";

/** What every part of a meeting's screen knows. */
export interface AtTable {
  meeting: MeetingView;
  plan: PlanView;
  room: RoomView;
  isChair: boolean;
  person: (id: string) => PersonView;
}

const Context = createContext<AtTable | null>(null);
export const TableProvider = Context.Provider;

export function useAtTable(): AtTable {
  const at = useContext(Context);
  if (!at) throw new Error("Outside a meeting.");
  return at;
}

/** The room where we are, or null on a screen outside a meeting. */
export function useRoomId(): string | null {
  return useContext(Context)?.room.id ?? null;
}

/** Finds people by id; somebody whom the viewer may not know is "iemand". */
export function personFinder(plan: PlanView): (id: string) => PersonView {
  const people = new Map(plan.people.map((person) => [person.id, person]));
  return (id) =>
    people.get(id) ?? { id, name: t("who.someone"), role: "professional", organisation: null, relation: null };
}

const FAMILY: readonly PersonRole[] = ["child", "parentWithAuthority", "parentWithoutAuthority", "networkMember"];

/** Somebody of the family or of its own network. */
export const isFamily = ({ role }: PersonView) => FAMILY.includes(role);

/** The steps of a meeting in their order. */
export const PHASES: readonly MeetingPhase[] = [
  "lobby",
  "welcome",
  "mapping",
  "scoring",
  "differences",
  "commitments",
  "readBack",
  "closed",
];

/** The steps that people walk through together, without the waiting room and the end. */
export const STEPS = PHASES.slice(1, -1);
