import { useRef } from "preact/hooks";
import { useAtTable } from "../meeting/context";
import { askMeeting } from "../table/live";
import { Button } from "../ui/Button";
import { Face } from "../ui/Faces";
import { Refused } from "../ui/Refused";
import { useAsk } from "../ui/useAsk";
import { usePress } from "../ui/usePress";
import type { ParticipantView } from "../wire/types";
import { t } from "../words/words";

/** Who waits, who is here, who is ready; the chair lets people in. */
export function Attendance() {
  const { meeting, room, person } = useAtTable();
  const [asked, ask] = useAsk();
  const busy = asked.state === "sending";
  const waiting = room.participants.filter(isWaiting).map((p) => p.person);
  const { people, all } = useStill({ people: room.participants, all: waiting.length > 1 });
  return (
    <>
      {all && (
        <Button
          look="primary"
          busy={busy}
          testId="admit-all"
          onClick={() =>
            void ask(() => askMeeting(meeting.id, { kind: "admitEveryone", room: room.id, people: waiting }))
          }
        >
          {t("chair.admitAll", { count: waiting.length })}
        </Button>
      )}
      <ul class="attendance">
        {people.map((participant) => {
          const who = person(participant.person);
          return (
            <li key={who.id} data-testid="attendee" data-person={who.id} data-state={stateOf(participant)}>
              <Face person={who} small />
              <span>
                {who.name}
                <br />
                <span class="soft">{t(`attendance.${stateOf(participant)}`)}</span>
              </span>
              {participant.waiting && (
                <Button
                  busy={busy}
                  testId="admit"
                  about={who.name}
                  onClick={() =>
                    void ask(() => askMeeting(meeting.id, { kind: "admitPerson", room: room.id, person: who.id }))
                  }
                >
                  {t("chair.admit")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <Refused asked={asked} />
    </>
  );
}

/** Whether somebody waits now: who only looked, days before, is not there. The chair may still let in one whose line is gone. */
export const isWaiting = (p: ParticipantView) => p.waiting && p.connected;

function stateOf(p: ParticipantView) {
  if (isWaiting(p)) return "waiting";
  if (!p.connected) return "away";
  return p.ready ? "ready" : "here";
}

/** A double tap takes no longer. */
const STILL_MS = 500;

interface Shown {
  people: readonly ParticipantView[];
  /** Whether all can be let in at once. */
  all: boolean;
}

/** Who waits first; nobody moves under a finger, or the next person would be let in too. */
function useStill(now: Shown): Shown {
  const pressed = usePress(STILL_MS);
  const before = useRef<Shown>(now);
  const still = pressed.current;
  const places = before.current.people.map(({ person }) => person);
  const place = ({ person }: ParticipantView) => (places.includes(person) ? places.indexOf(person) : places.length);
  const order = still ? place : rank;
  const people = [...now.people].sort((a, b) => order(a) - order(b));
  before.current = { people, all: still ? before.current.all : now.all };
  return before.current;
}

const rank = (p: ParticipantView) => (isWaiting(p) ? 0 : p.connected ? 1 : 2);
