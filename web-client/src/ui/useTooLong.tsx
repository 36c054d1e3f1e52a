import { useState } from "preact/hooks";
import { t } from "../words/words";

type Field = HTMLTextAreaElement | HTMLInputElement;

/**
 * Says what a browser keeps silent about: of what is pasted it leaves out what does not fit, and a full field takes no
 * more letters. Gives what the field tells, and what stands under it.
 */
export function useTooLong(max = Number.POSITIVE_INFINITY) {
  const [over, tell] = useState<"field.cut" | "field.full" | null>(null);
  return {
    onPaste: ({
      currentTarget: field,
      clipboardData,
    }: {
      currentTarget: Field;
      clipboardData: DataTransfer | null;
    }) => {
      const pasted = clipboardData?.getData("text").replaceAll("\r\n", "\n") ?? "";
      const kept = field.value.length - (Number(field.selectionEnd) - Number(field.selectionStart));
      if (kept + pasted.length > max) tell("field.cut");
    },
    typed: ({ value }: Field) => tell((before) => (value.length < max ? null : (before ?? "field.full"))),
    notice: over && (
      <p class="error" role="alert" data-testid="too-long">
        {t(over)}
      </p>
    ),
  };
}
