import { useDraft } from "../../app/drafts";
import { askPlan } from "../../table/live";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextBox } from "../../ui/Field";
import { Refused } from "../../ui/Refused";
import { useAsk } from "../../ui/useAsk";
import type { CommitmentView } from "../../wire/types";
import { useRoomId } from "../context";
import { t } from "../words";

/** The name of what is written as the reason why a commitment ends. */
export const endDraft = (commitment: string) => `end ${commitment}`;

/** Ends a commitment that is wrong, or needed no more, and says why. */
export function EndForm({
  plan,
  commitment,
  onDone,
}: {
  plan: string;
  commitment: CommitmentView;
  onDone: () => void;
}) {
  const [asked, ask] = useAsk();
  const room = useRoomId();
  const draft = useDraft(
    endDraft(commitment.id),
    () => ({ reason: "" }),
    ({ reason }) => reason !== "",
  );
  const reason = draft.now.reason.trim();
  const end = async () => {
    const { id, textVersion } = commitment;
    const done = await ask(() => askPlan(plan, { kind: "endCommitment", id, textVersion, reason, room }));
    if (done && draft.clear(draft.now)) onDone();
  };
  return (
    <Dialog title={t("commitments.end")} onClose={onDone} testId="end-dialog">
      <p>{commitment.text}</p>
      <TextBox
        label={t("commitments.endWhy")}
        value={draft.now.reason}
        maxLength={1000}
        testId="end-reason-text"
        onInput={(reason) => draft.set({ reason })}
      />
      <Refused asked={asked} />
      <Button
        look="primary"
        busy={asked.state === "sending"}
        disabled={reason === ""}
        testId="end-send"
        onClick={() => void end()}
      >
        {t("commitments.end")}
      </Button>
    </Dialog>
  );
}
