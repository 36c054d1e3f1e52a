import type { PersonView, StepReply, VersionReply } from "../wire/types";
import { listText, momentText, t, word } from "../words/words";
import { RestoreButton } from "./RestoreButton";

interface StepsProps {
  section: string;
  steps: readonly StepReply[];
  person: (id: string) => PersonView;
  canRestore: boolean;
  onRestored: () => void;
}

/** What was changed, the latest first: when, by whom, and how each item stood then. */
export function Steps({ section, steps, person, canRestore, onRestored }: StepsProps) {
  const latest = new Map<string, number>();
  for (const step of steps) for (const { item } of step.items) if (!latest.has(item.id)) latest.set(item.id, step.seq);
  return (
    <ol class="history" data-testid="history-steps">
      {steps.map((step) => (
        <li key={step.seq} class="panel" data-testid="history-step" data-seq={step.seq}>
          <h3>{momentText(step.until)}</h3>
          {step.items.map((version) => (
            <div key={version.item.id} data-item={version.item.id}>
              <Version version={version} person={person} />
              {latest.get(version.item.id) === step.seq ? (
                <p class="soft">{t("history.now")}</p>
              ) : (
                canRestore && (
                  <RestoreButton
                    section={section}
                    seq={step.seq}
                    item={version.item.id}
                    about={`${momentText(step.until)}, ${version.item.text.slice(0, 40)}`}
                    onDone={onRestored}
                  />
                )
              )}
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}

function Version({ version, person }: { version: VersionReply; person: (id: string) => PersonView }) {
  const { item, by } = version;
  const names = by.length > 0 ? listText(by.map((id) => person(id).name)) : t("who.someone");
  return (
    <>
      <p class="soft">
        {t("history.by", { names })} · {word("column", item.column)}
      </p>
      <blockquote class="quote">{item.text || <span class="soft">{t("item.empty")}</span>}</blockquote>
      {item.withdrawn && <p class="chip">{t("history.withdrawn")}</p>}
    </>
  );
}
