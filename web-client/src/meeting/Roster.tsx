import { Face } from "../ui/Faces";
import type { PersonView } from "../wire/types";
import { t, word } from "../words/words";
import { useAtTable } from "./context";

/** Who is at this table: name, and relation or function. */
export function Roster({ heading = "h2" }: { heading?: "h2" | "h3" }) {
  const { room, plan, person } = useAtTable();
  const Heading = heading;
  return (
    <section class="roster" data-testid="roster">
      <Heading>{t("roster.title")}</Heading>
      <ul>
        {room.participants.map((participant) => {
          const who = person(participant.person);
          return (
            <li key={who.id} class={participant.connected ? "" : "is-away"}>
              <Face person={who} />
              <span>
                <strong>{who.name}</strong>
                {who.id === plan.you && ` (${t("who.you")})`}
                <br />
                <span class="soft">
                  {[describe(who), participant.chair && t("roster.chair")].filter(Boolean).join(" · ")}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** "moeder", "begeleider, Reclassering", or else the role. */
export function describe(person: PersonView): string {
  return [person.relation, person.organisation].filter(Boolean).join(", ") || word("role", person.role);
}
