import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { ExitButton } from "../app/ExitButton";
import { LinkPill } from "../app/LinkPill";
import { SignedOutBar } from "../app/SignedOut";
import { heldHere, isOver } from "../app/unsaved";
import { table } from "../table/live";
import { t } from "../words/words";
import { Button } from "./Button";
import { Notice } from "./Notice";

interface DialogProps {
  title: string;
  onClose: () => void;
  testId?: string;
  children: ComponentChildren;
}

/**
 * A question over the page: the platform's own dialog keeps the focus inside and closes on Escape. It asks first when that
 * would take away words which are held in it.
 */
export function Dialog({ title, onClose, testId, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const link = table.link.value;
  const [asking, ask] = useState(false);
  // What is held on the page under it stays when it closes.
  const under = useRef(0);
  const close = () => {
    if (heldHere.size <= under.current) return onClose();
    // A telephone's Back and Escape close it all the same.
    if (!dialog.current?.open) dialog.current?.showModal();
    ask(true);
  };
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    under.current = heldHere.size;
    return () => {
      // What the dialog led to may have the focus already: words typed there must not go astray.
      const now = document.activeElement;
      const taken = now !== null && now !== document.body && !element?.contains(now);
      if (!taken && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={titleId} data-testid={testId} onClose={close}>
      <header class="dialog__head">
        <Button look="quiet" testId="dialog-close" onClick={close}>
          ‹ {t("common.cancel")}
        </Button>
        {/* The page that says so lies under this dialog, out of reach. */}
        <span role="status">{link === "away" && <LinkPill testId="dialog-connection" />}</span>
        <ExitButton />
      </header>
      {isOver.value && <SignedOutBar />}
      {asking && (
        <Notice kind="error" testId="dialog-unsent">
          <p>{t("common.unsent")}</p>
          <Button look="danger" testId="dialog-close-sure" onClick={onClose}>
            {t("common.closeSure")}
          </Button>
        </Notice>
      )}
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}
