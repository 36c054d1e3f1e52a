import type { PersonView } from "../wire/types";
import { t } from "../words/words";

const COLOURS = 8;

/** A round mark with somebody's initials; the name stands beside it or is read aloud. */
export function Face({ person, small = false }: { person: PersonView; small?: boolean }) {
  return (
    <span class={`face face--${colourOf(person.id)}${small ? " face--small" : ""}`} aria-hidden="true">
      {initials(person.name)}
    </span>
  );
}

function initials(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean);
  const letters = [parts[0]?.[0], parts.length > 1 ? parts.at(-1)?.[0] : ""];
  return letters.join("").toUpperCase();
}

function colourOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 997;
  return sum % COLOURS;
}

interface WhoSeesProps {
  people: readonly PersonView[];
  open?: boolean;
  label?: string;
}

const SHOWN_FACES = 4;

/** "Wie ziet dit?": the faces of everybody who reads what is written here; a tap gives the names. */
export function WhoSees({ people, open = false, label }: WhoSeesProps) {
  return (
    <details class="who" open={open} data-testid="who-sees">
      <summary>
        <span class="who__label">{label ?? t("who.sees")}</span>
        <span class="who__faces">
          {people.slice(0, SHOWN_FACES).map((person) => (
            <Face key={person.id} person={person} small />
          ))}
          {people.length > SHOWN_FACES && (
            <span class="face face--small face--more">+{people.length - SHOWN_FACES}</span>
          )}
        </span>
      </summary>
      <ul class="who__names">
        {people.map((person) => (
          <li key={person.id}>
            <Face person={person} small />
            <span>
              {person.name}
              {person.relation && <span class="soft"> · {person.relation}</span>}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
