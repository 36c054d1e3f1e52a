import { useEffect } from "preact/hooks";
import { lazy } from "../app/lazy";
import { closeMeeting, liveMeeting, livePlan, sections } from "../table/live";
import { Link } from "../ui/Link";
import { Tabs } from "../ui/Tabs";
import { Title } from "../ui/Title";
import type { MeetingView, PlanView, RoomView } from "../wire/types";
import { listText, refusalText, t } from "../words/words";
import { personFinder, TableProvider } from "./context";
import { enterRooms } from "./enterRooms";
import { RoomScreen } from "./RoomScreen";
import { chosenRoom, roomShown } from "./roomShown";

// Words of what happens seldom come when it happens.
const Refusal = lazy(() => import("../plan/Refusal").then((m) => m.Refusal));

/** A meeting: opens it and its plan, comes in to each of the viewer's rooms, and shows one room. */
export function MeetingPage({ id }: { id: string }) {
  useEffect(() => {
    liveMeeting.open(id);
    return () => {
      closeMeeting(id);
      chosenRoom.value = undefined;
      sections.show([]);
    };
  }, [id]);
  const meeting = liveMeeting.view.value;
  const planId = meeting?.planId ?? null;
  useEffect(() => livePlan.open(planId), [planId]);
  const plan = livePlan.view.value;
  const refusal = liveMeeting.refusal.value ?? livePlan.refusal.value;
  if (refusal)
    return (
      <div class="narrow" data-testid="meeting-refused">
        <Title>{t("meeting.refused")}</Title>
        {refusal.code === "plan.erased" ? <Refusal code={refusal.code} /> : <p>{refusalText(refusal.code)}</p>}
        <Link to="/">{t("common.toDesk")}</Link>
      </div>
    );
  if (!meeting || !plan) return <p class="waiting">{t("common.loading")}</p>;
  return <Rooms meeting={meeting} plan={plan} />;
}

function Rooms({ meeting, plan }: { meeting: MeetingView; plan: PlanView }) {
  const room = roomShown(meeting);
  const roomIds = meeting.rooms.map(({ id }) => id).join(" ");
  const closed = meeting.rooms.every(({ phase }) => phase === "closed");
  // Who takes over while the page is open comes in as the chair.
  const chairs = meeting.canClose !== null;
  useEffect(() => {
    if (closed || !roomIds) return;
    return enterRooms(meeting.id, roomIds.split(" "));
  }, [meeting.id, roomIds, closed, chairs]);
  const readable = room?.admitted ? plan.sections.map(({ id }) => id).join(" ") : "";
  useEffect(() => sections.show(readable ? readable.split(" ") : []), [readable]);

  const person = personFinder(plan);
  if (!room) return <p>{t("meeting.noRoom")}</p>;
  const isChair = room.participants.some((p) => p.chair && p.person === plan.you);
  const screen = (
    <TableProvider value={{ meeting, plan, room, isChair, person }}>
      <RoomScreen key={room.id} />
    </TableProvider>
  );
  if (meeting.rooms.length < 2) return screen;
  const tabs = meeting.rooms.map((r) => ({ id: r.id, text: roomName(r, meeting.rooms, person) }));
  return (
    <Tabs label={t("rooms.label")} tabs={tabs} active={room.id} onSelect={(id) => (chosenRoom.value = id)}>
      {screen}
    </Tabs>
  );
}

/** A room has no name: it is called after its first people from the family who are in no other room. */
function roomName(room: RoomView, rooms: readonly RoomView[], person: ReturnType<typeof personFinder>): string {
  const elsewhere = new Set(rooms.filter((r) => r !== room).flatMap((r) => r.participants.map((p) => p.person)));
  const own = room.participants.map((p) => person(p.person)).filter(({ id }) => !elsewhere.has(id));
  const family = own.filter(({ role }) => /^(child|parent)/.test(role));
  const names = (family.length > 0 ? family : own).slice(0, 2).map(({ name }) => name.split(" ")[0] ?? name);
  return t("rooms.with", { names: listText(names) });
}
