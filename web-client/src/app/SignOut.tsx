import { useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { t } from "../words/words";
import { signOut } from "./session";

/** Signs out; asks first when words would be lost. */
export function SignOut() {
  const [state, setState] = useState<"here" | "leaving" | "asking">("here");
  const leave = async (sure: boolean) => {
    setState("leaving");
    if (!(await signOut(sure))) setState("asking");
  };
  return (
    <>
      <button
        type="button"
        class="link"
        data-testid="sign-out"
        aria-disabled={state === "leaving" || undefined}
        onClick={() => state === "here" && void leave(false)}
      >
        {t(state === "leaving" ? "common.busy" : "shell.signOut")}
      </button>
      {state === "asking" && (
        <Dialog title={t("signOut.title")} onClose={() => setState("here")} testId="sign-out-dialog">
          <p>{t("signOut.text")}</p>
          <Button look="danger" testId="sign-out-sure" onClick={() => void leave(true)}>
            {t("signOut.sure")}
          </Button>
        </Dialog>
      )}
    </>
  );
}
