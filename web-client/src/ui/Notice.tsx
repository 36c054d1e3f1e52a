import type { ComponentChildren } from "preact";

interface NoticeProps {
  kind?: "info" | "good" | "warn" | "error";
  testId?: string;
  children: ComponentChildren;
}

/** A message in the page; an error is also said aloud. */
export function Notice({ kind = "info", testId, children }: NoticeProps) {
  return (
    <div class={`notice notice--${kind}`} role={kind === "error" ? "alert" : undefined} data-testid={testId}>
      {children}
    </div>
  );
}
