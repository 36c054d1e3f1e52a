import { TextInput } from "../../ui/Field";
import { t } from "../words";

/** When something happens: on a day, or again and again. */
export interface Terms {
  dueOn: string;
  recurrence: string;
}

export function TermFields({ terms, onInput }: { terms: Terms; onInput: (terms: Terms) => void }) {
  return (
    <>
      <TextInput
        label={t("propose.dueOn")}
        type="date"
        value={terms.dueOn}
        testId="due-on"
        onInput={(dueOn) => onInput({ ...terms, dueOn })}
      />
      <TextInput
        label={t("propose.recurrence")}
        hint={t("propose.recurrenceHint")}
        value={terms.recurrence}
        maxLength={100}
        testId="recurrence"
        onInput={(recurrence) => onInput({ ...terms, recurrence })}
      />
    </>
  );
}

/** As the wire wants it: null for nothing. */
export const termsOnWire = ({ dueOn, recurrence }: Terms) => ({
  dueOn: dueOn || null,
  recurrence: recurrence.trim() || null,
});
