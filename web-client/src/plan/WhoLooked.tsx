import { useEffect, useState } from "preact/hooks";
import { describe } from "../meeting/Roster";
import { Button } from "../ui/Button";
import { ApiError } from "../wire/api";
import type { AccessLineView, PlanView } from "../wire/types";
import * as calls from "./calls";
import { dayText, refusalText, t, word } from "./words";

/** "Wie keek in mijn plan": per day who did what, as far as this viewer may know. Asked for only when somebody opens it. */
export function WhoLooked({ plan }: { plan: PlanView }) {
  const [open, setOpen] = useState(false);
  return (
    <section class="panel" data-testid="who-looked">
      <h2>{t("looked.title")}</h2>
      <p class="hint">{t("looked.help")}</p>
      {open ? (
        <Lines plan={plan} />
      ) : (
        <Button testId="who-looked-open" onClick={() => setOpen(true)}>
          {t("looked.open")}
        </Button>
      )}
    </section>
  );
}

function Lines({ plan }: { plan: PlanView }) {
  const [lines, setLines] = useState<readonly AccessLineView[]>();
  const [code, setCode] = useState<string>();
  useEffect(() => {
    let gone = false;
    calls.access(plan.id).then(
      (reply) => !gone && setLines(reply.lines),
      (error: unknown) => !gone && setCode(error instanceof ApiError ? error.code : "other"),
    );
    return () => {
      gone = true;
    };
  }, [plan.id]);
  if (code) return <p role="alert">{refusalText(code)}</p>;
  if (!lines) return <p class="waiting">{t("common.loading")}</p>;
  if (lines.length === 0) return <p data-testid="who-looked-nobody">{t("looked.nobody")}</p>;
  return (
    <>
      {perDay(lines).map(([day, people]) => (
        <div key={day} data-testid="who-looked-day" data-day={day}>
          <h3>{dayText(day)}</h3>
          <ul>
            {people.map(([id, own]) => (
              <li key={id} data-person={id}>
                <strong>{id === plan.you ? t("looked.you") : own[0]?.person.name}</strong>
                {id !== plan.you && own[0] && <span class="soft"> · {describe(own[0].person)}</span>}
                <br />
                {own
                  .map(
                    (line) =>
                      `${word("accessAction", line.action)}: ${word("accessWhat", line.what)}${line.emergency ? ` (${t("looked.emergency")})` : ""}`,
                  )
                  .join(" · ")}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

/** The lines by day and then by person, in the order of the server. */
function perDay(lines: readonly AccessLineView[]): [string, [string, AccessLineView[]][]][] {
  const days = new Map<string, Map<string, AccessLineView[]>>();
  for (const line of lines) {
    const people = days.get(line.day) ?? new Map<string, AccessLineView[]>();
    days.set(line.day, people);
    people.set(line.person.id, [...(people.get(line.person.id) ?? []), line]);
  }
  return [...days].map(([day, people]) => [day, [...people]]);
}
