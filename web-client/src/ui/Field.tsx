import { useId } from "preact/hooks";
import { useTooLong } from "./useTooLong";

interface FieldProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  value: string;
  onInput: (value: string) => void;
  testId?: string;
  required?: boolean;
  maxLength?: number;
}

interface TextInputProps extends FieldProps {
  type?: "text" | "email" | "tel" | "date" | "datetime-local";
  inputMode?: "numeric" | "text" | "email" | "tel";
  /** "off" unless said: browsers keep what is typed in a field, and offer it to the next person. */
  autoComplete?: string;
}

function ids(id: string, hint: string | undefined, error: string | undefined) {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
}

/** What is wrong with a field, also said aloud. */
export function Wrong({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p class="error" id={`${id}-error`} role="alert">
      {error}
    </p>
  );
}

/** One line of text with its label above, its hint and its error. */
export function TextInput({ label, hint, error, value, onInput, testId, type = "text", ...rest }: TextInputProps) {
  const id = useId();
  const { onPaste, typed, notice } = useTooLong(rest.maxLength);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        class="input"
        value={value}
        aria-describedby={ids(id, hint, error)}
        aria-invalid={error ? true : undefined}
        data-testid={testId}
        onPaste={onPaste}
        onInput={(e) => {
          typed(e.currentTarget);
          onInput(e.currentTarget.value);
        }}
        // The types of JSX tell every kind of input apart; here one component is all of them.
        {...({ autoComplete: "off", ...rest, type } as { type: "text" })}
      />
      {notice}
      <Wrong id={id} error={error} />
    </div>
  );
}

/** Several lines of text. */
export function TextBox({ label, hint, error, value, onInput, testId, ...rest }: FieldProps) {
  const id = useId();
  const { onPaste, typed, notice } = useTooLong(rest.maxLength);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <textarea
        id={id}
        class="input input--box"
        autoComplete="off"
        rows={3}
        value={value}
        aria-describedby={ids(id, hint, error)}
        aria-invalid={error ? true : undefined}
        data-testid={testId}
        onPaste={onPaste}
        onInput={(e) => {
          typed(e.currentTarget);
          onInput(e.currentTarget.value);
        }}
        {...rest}
      />
      {notice}
      <Wrong id={id} error={error} />
    </div>
  );
}

interface ChooseProps {
  label: string;
  value: string;
  options: readonly { value: string; text: string }[];
  onInput: (value: string) => void;
  testId?: string;
  empty?: string;
  error?: string | undefined;
}

/** One of a list. */
export function Choose({ label, value, options, onInput, testId, empty, error }: ChooseProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input"
        value={value}
        aria-describedby={ids(id, undefined, error)}
        aria-invalid={error ? true : undefined}
        data-testid={testId}
        onChange={(e) => onInput(e.currentTarget.value)}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <Wrong id={id} error={error} />
    </div>
  );
}

interface RadiosProps<T extends string> {
  legend: string;
  value: T | null;
  options: readonly { value: T; text: string }[];
  onInput: (value: T) => void;
  testId?: string;
  error?: string | undefined;
}

/** One of a few, all of them visible. */
export function Radios<T extends string>({ legend, value, options, onInput, testId, error }: RadiosProps<T>) {
  const name = useId();
  return (
    <fieldset class="field radios" aria-describedby={ids(name, undefined, error)} data-testid={testId}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} class="radio">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onInput(option.value)}
          />
          <span>{option.text}</span>
        </label>
      ))}
      <Wrong id={name} error={error} />
    </fieldset>
  );
}
