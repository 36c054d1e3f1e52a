import { useState } from "preact/hooks";
import { Notice } from "../ui/Notice";
import { t } from "./words";

/**
 * Asks whoever sends a form whether they are sure. Each question is asked once: one that comes up afterwards is asked too, and
 * one that was answered is not.
 */
export function useSure(questions: readonly string[], testId: string) {
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const open = [...new Set(questions)];
  const asks = open.some((question) => !answered.has(question));
  return {
    /** Whether something must be asked first: `ask` does so, and the next time there is nothing to ask. */
    asks,
    ask: () => setAnswered(new Set([...answered, ...open])),
    /** Whether whoever sends it now does so against what was asked. */
    againstIt: !asks && open.length > 0,
    /** The questions, once they were asked. */
    asked: answered.size > 0 && open.length > 0 && (
      <Notice kind="error" testId={testId}>
        <h3>{t("apart.title")}</h3>
        {open.map((question) => (
          <p key={question}>{question}</p>
        ))}
      </Notice>
    ),
  };
}
