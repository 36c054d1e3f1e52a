import { useEffect, useState } from "preact/hooks";
import { useHeld } from "../app/useHeld";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextBox } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Refused } from "../ui/Refused";
import { ApiError, isFinal } from "../wire/api";
import type { EmergencyView } from "../wire/types";
import { lookInEmergency, openEmergency } from "./calls";
import { EmergencyLook } from "./EmergencyLook";
import { refusalText, t } from "./words";

const LOOK_AGAIN_MS = 60_000;

/** For a professional who needs to know something now: emergency access, with a reason. */
export function EmergencyPanel({ plan }: { plan: string }) {
  const [open, setOpen] = useState(false);
  return (
    <section class="panel" data-testid="emergency">
      <h2>{t("emergency.title")}</h2>
      <p class="hint">{t("emergency.help")}</p>
      <Button testId="emergency-open" onClick={() => setOpen(true)}>
        {t("emergency.open")}
      </Button>
      {open && (
        <Dialog title={t("emergency.title")} onClose={() => setOpen(false)} testId="emergency-dialog">
          <Access plan={plan} />
        </Dialog>
      )}
    </section>
  );
}

type Seen = { state: "looking" | "closed" } | { state: "open"; view: EmergencyView } | { state: "no"; code: string };

/** What runs already, or else the question for a reason. What was opened goes from the screen when it is over. */
export function Access({ plan }: { plan: string }) {
  const [seen, setSeen] = useState<Seen>({ state: "looking" });
  const until = seen.state === "open" ? seen.view.until : null;
  const look = () =>
    lookInEmergency(plan).then(
      (view) => setSeen({ state: "open", view }),
      (error: unknown) => {
        const code = error instanceof ApiError ? error.code : "other";
        const refused = error instanceof ApiError && isFinal(error);
        // Whoever reads in an emergency does not lose it to a bad connection before its time is over.
        if (until && !refused && Date.now() < Date.parse(until)) return;
        setSeen(!until && code === "emergency.not-running" ? { state: "closed" } : { state: "no", code });
      },
    );
  useEffect(() => void look(), [plan]);
  useEffect(() => {
    if (!until) return;
    const again = () => void (document.visibilityState === "visible" && look());
    const each = setInterval(again, LOOK_AGAIN_MS);
    const end = setTimeout(look, Date.parse(until) - Date.now());
    document.addEventListener("visibilitychange", again);
    return () => {
      clearInterval(each);
      clearTimeout(end);
      document.removeEventListener("visibilitychange", again);
    };
  }, [plan, until]);
  if (seen.state === "looking") return <p class="waiting">{t("common.loading")}</p>;
  if (seen.state === "no") return <p role="alert">{refusalText(seen.code)}</p>;
  if (seen.state === "open") return <EmergencyLook view={seen.view} />;
  return <Ask plan={plan} onDone={() => void look()} />;
}

function Ask({ plan, onDone }: { plan: string; onDone: () => void }) {
  const [asked, submit] = useSubmit<true>();
  const [reason, setReason] = useState("");
  useHeld(reason !== "");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(() => openEmergency(plan, { reason: reason.trim() }).then(() => true as const)).then(
          (done) => done && onDone(),
        );
      }}
    >
      <Notice kind="warn">{t("emergency.rules")}</Notice>
      <TextBox
        label={t("emergency.reason")}
        hint={t("emergency.reasonHint")}
        value={reason}
        onInput={setReason}
        maxLength={1000}
        testId="emergency-reason"
        required
      />
      <Refused asked={asked} />
      <Button
        type="submit"
        look="primary"
        busy={asked.state === "sending"}
        disabled={reason.trim() === ""}
        testId="emergency-sure"
      >
        {t("emergency.sure")}
      </Button>
    </form>
  );
}
