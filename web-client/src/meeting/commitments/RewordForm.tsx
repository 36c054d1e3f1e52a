import { useState } from "preact/hooks";
import { askPlan } from "../../table/live";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Choose, TextBox } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Refused } from "../../ui/Refused";
import { useAsk } from "../../ui/useAsk";
import type { CommitmentView, PersonView, PlanView } from "../../wire/types";
import { t } from "../../words/words";
import { TermFields, termsOnWire } from "./terms";

interface RewordFormProps {
  plan: PlanView;
  commitment: CommitmentView;
  person: (id: string) => PersonView;
  onDone: () => void;
}

/** Changes a commitment; says first that the owner must then answer again. */
export function RewordForm({ plan, commitment, person, onDone }: RewordFormProps) {
  const [version] = useState(commitment.textVersion);
  const [text, setText] = useState(commitment.text);
  const [checker, setChecker] = useState(commitment.checker ?? "");
  const [terms, setTerms] = useState({ dueOn: commitment.dueOn ?? "", recurrence: commitment.recurrence ?? "" });
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
    if (done) onDone();
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
        {commitment.textVersion !== version && (
          <Notice kind="error">{t("reword.meanwhile", { text: commitment.text })}</Notice>
        )}
        <TextBox label={t("propose.text")} value={text} maxLength={1000} testId="reword-text" onInput={setText} />
        <Choose
          label={t("propose.checker")}
          value={checker}
          empty={t("propose.noChecker")}
          options={readers.filter(({ id }) => id !== commitment.owner).map((p) => ({ value: p.id, text: p.name }))}
          testId="reword-checker"
          onInput={setChecker}
        />
        <TermFields terms={terms} onInput={setTerms} />
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
