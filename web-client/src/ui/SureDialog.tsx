import type { ComponentChildren } from "preact";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { Refused } from "./Refused";
import type { Asked } from "./useAsk";

interface SureDialogProps {
  title: string;
  /** What the button says that does it. */
  yes: string;
  /** Marks the dialog and its button. */
  testId: string;
  asked: Asked;
  /** Resolves to whether it was carried out. */
  act: () => Promise<boolean | undefined>;
  onDone: () => void;
  children: ComponentChildren;
}

/** Asks once more, and says what comes of it, before something that is not taken back with a tap. */
export function SureDialog({ title, yes, testId, asked, act, onDone, children }: SureDialogProps) {
  return (
    <Dialog title={title} onClose={onDone} testId={`${testId}-dialog`}>
      {children}
      <Refused asked={asked} />
      <Button
        look="danger"
        busy={asked.state === "sending"}
        testId={`${testId}-sure`}
        onClick={() => void act().then((done) => done && onDone())}
      >
        {yes}
      </Button>
    </Dialog>
  );
}
