import { useState } from "preact/hooks";
import { useHeld } from "../app/useHeld";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextBox } from "../ui/Field";
import { Refused } from "../ui/Refused";
import type { PlanView, TaskView } from "../wire/types";
import { ConsentForm } from "./ConsentForm";
import * as calls from "./calls";
import { isComplete, LegalBasisFields, NO_BASIS } from "./LegalBasisFields";
import { t } from "./words";

interface SharingGuideProps {
  plan: PlanView;
  task: TaskView;
  name: string;
  onDone: () => void;
}

type Step = "consent" | "askConsent" | "basis" | "giveBasis" | "stop";

/** Three questions about somebody who may not get anything yet: consent, a legal basis, or not sharing (F35). */
export function SharingGuide({ plan, task, name, onDone }: SharingGuideProps) {
  const [step, setStep] = useState<Step>("consent");
  return (
    <Dialog title={t("guide.title", { name })} onClose={onDone} testId="sharing-guide">
      {step === "consent" && (
        <Question text={t("guide.consent", { name })} yes={() => setStep("askConsent")} no={() => setStep("basis")} />
      )}
      {step === "askConsent" && <ConsentForm plan={plan} to={task.person ? [task.person] : []} onDone={onDone} />}
      {step === "basis" && (
        <Question text={t("guide.basis", { name })} yes={() => setStep("giveBasis")} no={() => setStep("stop")} />
      )}
      {step === "giveBasis" && <GiveBasis plan={plan.id} to={task.person ?? ""} onDone={onDone} />}
      {step === "stop" && <Stop plan={plan.id} task={task} name={name} onDone={onDone} />}
    </Dialog>
  );
}

function Question({ text, yes, no }: { text: string; yes: () => void; no: () => void }) {
  return (
    <>
      <p>{text}</p>
      <div class="answer__buttons">
        <Button look="primary" testId="guide-yes" onClick={yes}>
          {t("guide.yes")}
        </Button>
        <Button testId="guide-no" onClick={no}>
          {t("guide.no")}
        </Button>
      </div>
    </>
  );
}

function GiveBasis({ plan, to, onDone }: { plan: string; to: string; onDone: () => void }) {
  const [basis, setBasis] = useState(NO_BASIS);
  const [asked, submit] = useSubmit<true>();
  const send = async () => {
    const done = await submit(() => calls.useLegalBasis(plan, { ...basis, to: [to] }).then(() => true as const));
    if (done) onDone();
  };
  return (
    <>
      <LegalBasisFields basis={basis} onInput={setBasis} />
      <Refused asked={asked} />
      <Button
        look="primary"
        busy={asked.state === "sending"}
        disabled={!isComplete(basis)}
        testId="basis-save"
        onClick={() => void send()}
      >
        {t("basis.save")}
      </Button>
    </>
  );
}

function Stop({ plan, task, name, onDone }: { plan: string; task: TaskView; name: string; onDone: () => void }) {
  const [reason, setReason] = useState("");
  useHeld(reason !== "");
  const [asked, submit] = useSubmit<true>();
  const delivery = task.about;
  // Without a delivery there is nothing to decide: the person stays outside as long as there is no ground.
  if (!delivery) return <p>{t("guide.staysOut", { name })}</p>;
  const send = async () => {
    const done = await submit(() => calls.doNotShare(plan, delivery, reason.trim()).then(() => true as const));
    if (done) onDone();
  };
  return (
    <>
      <p>{t("guide.stop", { name })}</p>
      <TextBox label={t("guide.why")} value={reason} maxLength={1000} testId="guide-reason" onInput={setReason} />
      <Refused asked={asked} />
      <Button
        look="primary"
        busy={asked.state === "sending"}
        disabled={reason.trim() === ""}
        testId="guide-stop"
        onClick={() => void send()}
      >
        {t("guide.stopNow")}
      </Button>
    </>
  );
}
