import { useState } from "preact/hooks";
import { useHeld } from "../app/useHeld";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextBox } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { t } from "./words";

interface EndDialogProps {
  title: string;
  text: string;
  /** Marks the dialog, its field and its button. */
  testId: string;
  end: (reason: string) => Promise<void>;
  onDone: () => void;
}

/** Ends something that shared or protected, with the reason why. */
export function EndDialog({ title, text, testId, end, onDone }: EndDialogProps) {
  const [reason, setReason] = useState("");
  const [asked, submit] = useSubmit<true>();
  useHeld(reason !== "");
  const send = async () => {
    if (await submit(() => end(reason.trim()).then(() => true as const))) onDone();
  };
  return (
    <Dialog title={title} onClose={onDone} testId={`${testId}-dialog`}>
      <p>{text}</p>
      <TextBox label={t("guide.why")} value={reason} maxLength={1000} testId={`${testId}-reason`} onInput={setReason} />
      <Refused asked={asked} />
      <Button
        look="primary"
        busy={asked.state === "sending"}
        disabled={reason.trim() === ""}
        testId={`${testId}-save`}
        onClick={() => void send()}
      >
        {title}
      </Button>
    </Dialog>
  );
}
