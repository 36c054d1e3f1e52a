import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { ExitButton } from "../app/ExitButton";
import { LinkPill } from "../app/LinkPill";
import { SignedOutBar } from "../app/SignedOut";
import { table } from "../table/live";
import { t } from "../words/words";

interface DialogProps {
  title: string;
  onClose: () => void;
  testId?: string;
  children: ComponentChildren;
}

/** A question over the page: the platform's own dialog keeps the focus inside and closes on Escape. */
export function Dialog({ title, onClose, testId, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const link = table.link.value;
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      // What the dialog led to may have the focus already: words typed there must not go astray.
      const now = document.activeElement;
      const taken = now !== null && now !== document.body && !element?.contains(now);
      if (!taken && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={titleId} data-testid={testId} onClose={onClose}>
      <header class="dialog__head">
        <button type="button" class="button button--quiet" data-testid="dialog-close" onClick={onClose}>
          ‹ {t("common.cancel")}
        </button>
        {/* The page that says so lies under this dialog, out of reach. */}
        <span role="status">{link === "away" && <LinkPill testId="dialog-connection" />}</span>
        <ExitButton />
      </header>
      {link === "signedOut" && <SignedOutBar />}
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}
