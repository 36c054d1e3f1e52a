import { useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import type { SignedOutReply } from "../wire/types";
import { t } from "../words/words";
import { signOut } from "./session";

/** Signs out, here or everywhere; asks first when words would be lost, and says why it failed. */
export function SignOut({ everywhere }: { everywhere?: () => Promise<SignedOutReply | undefined> }) {
  const [state, setState] = useState<"here" | "leaving" | "unsaved" | "failed" | "signedOut">("here");
  const leave = async (sure: boolean) => {
    setState("leaving");
    const how = await signOut(sure, everywhere);
    if (how !== "left") setState(how);
  };
  const failed = state === "failed";
  const over = state === "signedOut";
  return (
    <>
      <button
        type="button"
        class={everywhere ? "button button--danger" : "link"}
        data-testid={everywhere ? "sign-out-everywhere" : "sign-out"}
        aria-disabled={state === "leaving" || undefined}
        onClick={() => state === "here" && void leave(false)}
      >
        {t(state === "leaving" ? "common.busy" : everywhere ? "sessions.endAll" : "shell.signOut")}
      </button>
      {(state === "unsaved" || failed || over) && (
        <Dialog
          title={t(failed ? "signOut.failedTitle" : over ? "signedOut.title" : "signOut.title")}
          onClose={() => setState("here")}
          testId="sign-out-dialog"
        >
          {!failed && <p>{t(over ? "signedOut.text" : "signOut.text")}</p>}
          {!over && (
            <Button look="danger" testId="sign-out-sure" onClick={() => void leave(true)}>
              {t(failed ? "common.again" : "signOut.sure")}
            </Button>
          )}
        </Dialog>
      )}
    </>
  );
}
