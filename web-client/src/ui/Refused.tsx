import { refusalText } from "../words/words";
import { Notice } from "./Notice";
import type { Asked } from "./useAsk";

/** Why the last thing asked was refused; nothing if it was not. */
export function Refused({ asked }: { asked: Asked }) {
  if (asked.state !== "refused") return null;
  return (
    <Notice kind="error" testId="refused">
      {refusalText(asked.code)}
    </Notice>
  );
}
