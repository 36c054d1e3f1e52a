import type { ComponentChildren } from "preact";
import { t } from "../words/words";
import { isSecondTap } from "./secondTap";

interface ButtonProps {
  look?: "primary" | "secondary" | "quiet" | "danger";
  busy?: boolean;
  disabled?: boolean;
  type?: "button" | "submit";
  testId?: string;
  /** What the button is about, for who hears it without its surroundings. */
  about?: string;
  pressed?: boolean;
  expanded?: boolean;
  /** With another label it is the same button still: a second tap undoes the first. */
  toggles?: boolean;
  onClick?: () => void;
  children: ComponentChildren;
}

/**
 * A button that stays focusable while busy, so that the focus is not lost. A double tap, or Enter that is held down, does
 * one thing: not also what the button does that came in its place.
 */
export function Button({
  look = "secondary",
  busy = false,
  type = "button",
  testId,
  about,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      class={`button button--${look}`}
      aria-disabled={busy || rest.disabled || undefined}
      aria-pressed={rest.pressed}
      aria-expanded={rest.expanded}
      data-testid={testId}
      onClick={(event) => {
        if (busy || rest.disabled || isSecondTap([testId, about, rest.toggles || children].join(), event))
          event.preventDefault();
        else rest.onClick?.();
      }}
      onKeyDown={(event) => {
        if (event.repeat && event.key === "Enter") event.preventDefault();
      }}
    >
      {busy ? t("common.busy") : children}
      {about && <span class="visually-hidden"> ({about})</span>}
    </button>
  );
}
