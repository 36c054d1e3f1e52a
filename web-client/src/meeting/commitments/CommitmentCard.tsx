import { useEffect, useState } from "preact/hooks";
import { noteDraft } from "../../app/unsaved";
import { Button } from "../../ui/Button";
import { Face, WhoSees } from "../../ui/Faces";
import { Notice } from "../../ui/Notice";
import { ReadAloud } from "../../ui/ReadAloud";
import type { CommitmentResultView, CommitmentView, PersonView, PlanView } from "../../wire/types";
import { dayText, t, word } from "../words";
import { AnswerForm, answerDraft } from "./AnswerForm";
import { EndForm, endDraft } from "./EndForm";
import { ResultForm } from "./ResultForm";
import { RewordForm, rewordDraft } from "./RewordForm";
import { canRecord, isOpen } from "./standing";

interface CommitmentCardProps {
  commitment: CommitmentView;
  plan: PlanView;
  person: (id: string) => PersonView;
}

/** One commitment: what, who, when, who checks, and what the owner answered. */
export function CommitmentCard({ commitment, plan, person }: CommitmentCardProps) {
  const [rewording, setRewording] = useState(false);
  const [ending, setEnding] = useState(false);
  const owner = person(commitment.owner);
  const canReword = plan.rights.propose && isOpen(commitment);
  // What can no longer be sent keeps nobody here.
  useEffect(() => {
    if (!commitment.canAnswer) noteDraft(answerDraft(commitment.id), false);
    if (!canReword) noteDraft(rewordDraft(commitment.id), false);
    if (!commitment.canEnd) noteDraft(endDraft(commitment.id), false);
  }, [commitment.id, commitment.canAnswer, canReword, commitment.canEnd]);
  const own = commitment.owner === plan.you;
  const audience = plan.sections.find(({ id }) => id === commitment.audience)?.audience ?? [];
  return (
    <li class="commitment" data-testid="commitment" data-id={commitment.id} data-status={commitment.status}>
      <div class="item__head">
        <Face person={owner} />
        <span class="item__who">
          <strong>{owner.name}</strong>
          <span class="soft"> {word("commitmentKind", commitment.kind)}</span>
        </span>
        <span class={`chip chip--${commitment.status}`} data-testid="commitment-status">
          {statusText(commitment)}
        </span>
      </div>
      <p class="commitment__text">
        {commitment.number}. {commitment.text}
      </p>
      <dl class="facts">
        <div>
          <dt>{t("commitments.when")}</dt>
          <dd>{whenText(commitment)}</dd>
        </div>
        <div>
          <dt>{t("commitments.checker")}</dt>
          <dd>{commitment.checker ? person(commitment.checker).name : t("commitments.noChecker")}</dd>
        </div>
        {commitment.result && (
          <div data-testid="last-result">
            <dt>{t("result.title")}</dt>
            <dd>{resultText(commitment.result, person)}</dd>
          </div>
        )}
      </dl>
      <WhoSees people={audience.map(person)} />
      {commitment.textVersion > 1 && commitment.answer === null && commitment.status === "proposed" && (
        <Notice kind="warn" testId="text-changed">
          {t(own ? "commitments.changedOwn" : "commitments.changed")}
        </Notice>
      )}
      {commitment.remark && isOpen(commitment) && (
        <Notice kind="warn" testId="remark">
          {t("commitments.remark", { name: owner.name })} {commitment.remark}
        </Notice>
      )}
      {commitment.result?.remark && (
        <Notice kind="info" testId="result-remark">
          {commitment.result.remark}
        </Notice>
      )}
      {commitment.endReason && (
        <Notice kind="info" testId="end-reason">
          {word("commitmentStatus", "replaced")}: {commitment.endReason}
        </Notice>
      )}
      {commitment.canAnswer && (
        <>
          <ReadAloud of={[commitment.text, whenText(commitment), t("answer.ask")]} about={`${commitment.number}`} />
          <AnswerForm plan={plan.id} commitment={commitment} />
        </>
      )}
      {canRecord(commitment, plan) && <ResultForm plan={plan.id} commitment={commitment} />}
      {canReword && (
        <Button look="quiet" testId="reword" about={`${commitment.number}`} onClick={() => setRewording(true)}>
          {t("commitments.reword")}
        </Button>
      )}
      {commitment.canEnd && (
        <Button look="quiet" testId="end" about={`${commitment.number}`} onClick={() => setEnding(true)}>
          {t("commitments.end")}
        </Button>
      )}
      {ending && <EndForm plan={plan.id} commitment={commitment} onDone={() => setEnding(false)} />}
      {rewording && (
        <RewordForm plan={plan} commitment={commitment} person={person} onDone={() => setRewording(false)} />
      )}
    </li>
  );
}

function statusText({ status, answer }: CommitmentView): string {
  if (status !== "proposed") return word("commitmentStatus", status);
  return answer ? word("answerStatus", answer) : word("commitmentStatus", "proposed");
}

/** "vóór dinsdag 3 maart", "elke week", or that it is still open. */
export function whenText({ dueOn, recurrence }: Pick<CommitmentView, "dueOn" | "recurrence">): string {
  const day = dueOn && dayText(dueOn);
  return (
    [recurrence, day && (recurrence ? t("commitments.until", { day }) : day)].filter(Boolean).join(", ") ||
    t("commitments.noDate")
  );
}

/** "Gelukt, dinsdag 3 maart, volgens Oma". */
export function resultText({ result, on, by }: CommitmentResultView, person: (id: string) => PersonView): string {
  return [word("commitmentStatus", result), on && dayText(on), by && t("result.by", { name: person(by).name })]
    .filter(Boolean)
    .join(", ");
}
