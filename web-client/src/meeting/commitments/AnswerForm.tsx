import { useDraft } from "../../app/drafts";
import { announce } from "../../app/status";
import { askPlan } from "../../table/live";
import { Button } from "../../ui/Button";
import { TextBox } from "../../ui/Field";
import { Refused } from "../../ui/Refused";
import { useAsk } from "../../ui/useAsk";
import { useMissing } from "../../ui/useMissing";
import type { CommitmentAnswer, CommitmentView } from "../../wire/types";
import { useRoomId } from "../context";
import { t, word } from "../words";

const ANSWERS: readonly CommitmentAnswer[] = ["agree", "disagree", "unsure"];

/** The name of what is written as an answer to a commitment, however it is worded meanwhile. */
export const answerDraft = (commitment: string) => `answer ${commitment}`;

/** The owner's own answer: eens, niet eens (and what must change), or not known yet. */
export function AnswerForm({ plan, commitment }: { plan: string; commitment: CommitmentView }) {
  const [asked, ask] = useAsk();
  const room = useRoomId();
  const { missing, setMissing, form } = useMissing<HTMLDivElement>();
  const draft = useDraft(
    answerDraft(commitment.id),
    () => ({ disagreeing: false, remark: "" }),
    (now) => now.remark !== "",
  );
  const { disagreeing, remark } = draft.now;
  const write = (text: string) => {
    draft.set({ remark: text });
    setMissing(false);
  };
  const answer = async (value: CommitmentAnswer, why: string | null) => {
    const { id, textVersion, youSaid } = commitment;
    const done = await ask(() =>
      askPlan(plan, { kind: "answerCommitment", id, textVersion, answer: value, remark: why, room, after: youSaid }),
    );
    if (done) announce(word("answerStatus", value));
    // Words about another answer than the one that went are not sent yet.
    if (done && (value === "disagree" || remark.trim() === "")) draft.clear(draft.now);
  };
  const sending = asked.state === "sending";
  return (
    <div ref={form} class="answer" data-testid="answer">
      <p class="answer__ask">{t(commitment.answer ? "answer.again" : "answer.ask")}</p>
      <div class="answer__buttons">
        {ANSWERS.map((value) => (
          <Button
            key={value}
            look={commitment.answer === value ? "primary" : "secondary"}
            pressed={commitment.answer === value}
            busy={sending}
            testId={`answer-${value}`}
            onClick={() => (value === "disagree" ? draft.set({ disagreeing: true }) : void answer(value, null))}
          >
            {word("answer", value)}
          </Button>
        ))}
      </div>
      {disagreeing && (
        <>
          <TextBox
            label={t("answer.whatMustChange")}
            value={remark}
            maxLength={1000}
            error={missing ? t("answer.remarkMissing") : undefined}
            testId="answer-remark"
            onInput={write}
          />
          <Button
            look="primary"
            busy={sending}
            testId="answer-send"
            onClick={() => (remark.trim() === "" ? setMissing(true) : void answer("disagree", remark.trim()))}
          >
            {t("common.send")}
          </Button>
        </>
      )}
      <Refused asked={asked} />
    </div>
  );
}
