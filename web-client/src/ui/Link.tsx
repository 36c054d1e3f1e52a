import type { ComponentChildren } from "preact";
import { go } from "../app/route";

/** A link to another screen of this client. */
export function Link({
  to,
  look,
  testId,
  children,
}: {
  to: string;
  look?: string;
  testId?: string;
  children: ComponentChildren;
}) {
  return (
    <a
      href={to}
      class={look ?? "link"}
      data-testid={testId}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
