import { useState } from "preact/hooks";
import { useDraft } from "../../app/drafts";
import { askPlan } from "../../table/live";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Choose, TextBox } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Refused } from "../../ui/Refused";
import { useAsk } from "../../ui/useAsk";
import type { CommitmentView, PersonView, PlanView } from "../../wire/types";
import { t } from "../words";
import { TermFields, termsOnWire } from "./terms";

interface RewordFormProps {
  plan: PlanView;
  commitment: CommitmentView;
  person: (id: string) => PersonView;
  onDone: () => void;
}

/** The name of what is written as another wording of a commitment. */
export const rewordDraft = (commitment: string) => `reword ${commitment}`;

/** Changes a commitment; says first that the owner must then answer again. */
export function RewordForm({ plan, commitment, person, onDone }: RewordFormProps) {
  const [version, setVersion] = useState(commitment.textVersion);
  const draft = useDraft(
    rewordDraft(commitment.id),
    () => ({
      from: commitment.textVersion,
      was: commitment.text,
      text: commitment.text,
      checker: commitment.checker ?? "",
      terms: { dueOn: commitment.dueOn ?? "", recurrence: commitment.recurrence ?? "" },
    }),
    (now) => now.text !== now.was,
  );
  const { from, text, checker, terms } = draft.now;
  const [asked, ask] = useAsk();
  const readers = (plan.sections.find(({ id }) => id === commitment.audience)?.audience ?? []).map(person);
  const reword = async () => {
    const done = await ask(() =>
      askPlan(plan.id, {
        kind: "rewordCommitment",
        id: commitment.id,
        textVersion: version,
        text: text.trim(),
        checker: checker || null,
        ...termsOnWire(terms),
      }),
    );
    if (!done) return;
    if (draft.clear(draft.now)) return onDone();
    // What was written meanwhile goes on from what arrived.
    draft.set({ from: version + 1, was: text.trim() });
    setVersion(version + 1);
  };
  return (
    <Dialog title={t("commitments.reword")} onClose={onDone} testId="reword-dialog">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void reword();
        }}
      >
        <Notice kind="warn">{t("reword.warning")}</Notice>
        {commitment.textVersion > from && (
          <div class="told">
            <Notice kind="error">{t("reword.meanwhile", { text: commitment.text })}</Notice>
          </div>
        )}
        <TextBox
          label={t("propose.text")}
          value={text}
          maxLength={1000}
          testId="reword-text"
          onInput={(text) => draft.set({ text })}
        />
        <Choose
          label={t("propose.checker")}
          value={checker}
          empty={t("propose.noChecker")}
          options={readers.filter(({ id }) => id !== commitment.owner).map((p) => ({ value: p.id, text: p.name }))}
          testId="reword-checker"
          onInput={(checker) => draft.set({ checker })}
        />
        <TermFields terms={terms} onInput={(terms) => draft.set({ terms })} />
        <Refused asked={asked} />
        <Button
          look="primary"
          type="submit"
          busy={asked.state === "sending"}
          disabled={text.trim() === ""}
          testId="reword-send"
        >
          {t("reword.send")}
        </Button>
      </form>
    </Dialog>
  );
}
