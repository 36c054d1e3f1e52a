import { describe } from "../meeting/Roster";
import { Face } from "../ui/Faces";
import { Notice } from "../ui/Notice";
import type { EmergencyView } from "../wire/types";
import { dayText, momentText, t, word } from "./words";

/** What emergency access opens: whom to call, the floor requirements, the agreements and the card. Nothing to type in. */
export function EmergencyLook({ view }: { view: EmergencyView }) {
  const nameOf = (id: string) => view.people.find((person) => person.id === id)?.name ?? t("who.someone");
  const columns = [...new Set(view.card.map(({ column }) => column))];
  return (
    <div data-testid="emergency-view">
      <Notice kind="warn">{t("emergency.until", { moment: momentText(view.until) })}</Notice>
      {view.director && (
        <p>
          {t("emergency.call", { name: view.director.name })}{" "}
          {view.director.phone && <a href={`tel:${view.director.phone}`}>{view.director.phone}</a>}
        </p>
      )}
      <h3>{view.familyName}</h3>
      {view.reason && <blockquote class="quote">{view.reason}</blockquote>}
      {view.floorRequirements.length > 0 && (
        <>
          <h3>{t("floor.title")}</h3>
          <ul class="list">
            {view.floorRequirements.map(({ id, text, status }) => (
              <li key={id}>
                {text} <span class="soft">· {word("floorStatus", status)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {view.commitments.length > 0 && (
        <>
          <h3>{t("emergency.agreements")}</h3>
          <ul class="list">
            {view.commitments.map((commitment) => (
              <li key={commitment.id} data-testid="emergency-commitment">
                <strong>{nameOf(commitment.owner)}</strong>: {commitment.text}{" "}
                <span class="soft">
                  {[commitment.dueOn && dayText(commitment.dueOn), commitment.recurrence].filter(Boolean).join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {columns.length > 0 && <h3>{t("emergency.card")}</h3>}
      {columns.map((column) => (
        <section key={column}>
          <h4>{word("column", column)}</h4>
          <ul class="list">
            {view.card
              .filter((item) => item.column === column)
              .map((item, at) => (
                <li key={`${at}-${item.text}`} data-testid="emergency-item">
                  {item.speaker && <strong>{item.speaker}: </strong>}
                  {item.text} <span class="soft">({word("kind", item.kind)})</span>
                </li>
              ))}
          </ul>
        </section>
      ))}
      <h3>{t("emergency.people")}</h3>
      <ul class="people">
        {view.people.map((person) => (
          <li key={person.id}>
            <Face person={person} />
            <span>
              <strong>{person.name}</strong>
              <br />
              <span class="soft">{describe(person)}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
