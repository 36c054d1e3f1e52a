import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { Notice } from "../../ui/Notice";
import { refusalText, t } from "../words";
import { type ScoreDraft, saidIn } from "./draft";

/** The numbers were shown before this one was sent: its words can be copied, and the form goes when its writer says so. */
export function TooLate({ draft, onSeen }: { draft: ScoreDraft; onSeen: () => void }) {
  const { passReason, why, oneHigher } = saidIn(draft);
  const words = [passReason, why, oneHigher].filter(Boolean).join("\n");
  return (
    <Notice kind="error" testId="score-too-late">
      <p>{refusalText("score.already-revealed")}</p>
      <p>{t("score.tooLate")}</p>
      {words && <CopyButton words={words} label={t("rescued.copy")} />}
      <Button testId="score-too-late-seen" onClick={onSeen}>
        {t("rescued.dismiss")}
      </Button>
    </Notice>
  );
}
