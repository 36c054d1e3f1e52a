interface ChecksProps {
  legend: string;
  options: readonly { value: string; text: string }[];
  chosen: readonly string[];
  onInput: (chosen: string[]) => void;
  testId?: string;
}

/** Any number of a list. */
export function Checks({ legend, options, chosen, onInput, testId }: ChecksProps) {
  return (
    <fieldset class="field radios" data-testid={testId}>
      <legend>{legend}</legend>
      {options.map(({ value, text }) => (
        <label key={value} class="radio">
          <input
            type="checkbox"
            value={value}
            checked={chosen.includes(value)}
            onChange={(event) =>
              onInput(event.currentTarget.checked ? [...chosen, value] : chosen.filter((other) => other !== value))
            }
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
