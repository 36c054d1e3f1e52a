import { useEffect, useState } from "preact/hooks";
import { ending } from "../app/unsaved";
import { useHeld } from "../app/useHeld";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextBox, TextInput } from "../ui/Field";
import { Link } from "../ui/Link";
import { Notice } from "../ui/Notice";
import { Refused } from "../ui/Refused";
import type { ErasureReport, PlanView } from "../wire/types";
import * as calls from "./calls";
import { momentText, t } from "./words";

/** For the director: erases the plan for good, after its family name was typed, and shows the proof. */
export function ErasePlan({ plan }: { plan: PlanView }) {
  const [open, setOpen] = useState(false);
  if (!plan.rights.manage) return null;
  return (
    <section class="panel" data-testid="erase">
      <h2>{t("erase.title")}</h2>
      <p class="hint">{t("erase.help")}</p>
      <Button testId="erase-open" onClick={() => setOpen(true)}>
        {t("erase.open")}
      </Button>
      {open && <EraseDialog plan={plan} onDone={() => setOpen(false)} />}
    </section>
  );
}

function EraseDialog({ plan, onDone }: { plan: PlanView; onDone: () => void }) {
  const [asked, submit] = useSubmit<ErasureReport>();
  const [familyName, setFamilyName] = useState("");
  const [reason, setReason] = useState("");
  const [report, setReport] = useState<ErasureReport>();
  useHeld(!report && reason !== "");
  // The connection ends before the answer comes, and the proof stays until the director has seen it.
  useEffect(
    () => () => {
      ending.value = false;
    },
    [],
  );
  const erase = async () => {
    ending.value = true;
    const done = await submit(() => calls.erase(plan.id, { familyName, reason }));
    if (!done) ending.value = false;
    setReport(done);
  };
  return (
    <Dialog title={t("erase.title")} onClose={onDone} testId="erase-dialog">
      {report ? (
        <>
          <p data-testid="erase-done">
            {t("erase.done", { moment: momentText(report.doneAt ?? report.decidedAt), keys: report.keys.length })}
          </p>
          <Link to="/">{t("common.toDesk")}</Link>
        </>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void erase();
          }}
        >
          <Notice kind="warn">{t("erase.warning")}</Notice>
          <TextBox
            label={t("erase.reason")}
            hint={t("erase.reasonHelp")}
            value={reason}
            onInput={setReason}
            maxLength={1000}
            testId="erase-reason"
            required
          />
          <TextInput
            label={t("erase.confirm", { name: plan.familyName })}
            value={familyName}
            onInput={setFamilyName}
            autoComplete="off"
            testId="erase-name"
            required
          />
          <Refused asked={asked} />
          <Button type="submit" look="primary" busy={asked.state === "sending"} testId="erase-sure">
            {t("erase.sure")}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
