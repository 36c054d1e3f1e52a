import { useHeld } from "../app/useHeld";
import "./words";
import { useState } from "preact/hooks";
import { go } from "../app/route";
import { askWhoWeAre } from "../app/session";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextBox, TextInput } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { t } from "../words/words";
import * as calls from "./calls";
import { useSubmit } from "./useSubmit";

/** Opens a plan for a family; the caller becomes its director. */
export function NewPlanForm({ onDone }: { onDone: () => void }) {
  const [form, setForm] = useState({
    familyName: "",
    municipality: "",
    reason: "",
    directorName: "",
    directorOrganisation: "",
    directorEmail: "",
    directorPhone: "",
  });
  const [asked, submit] = useSubmit<{ plan: string }>();
  useHeld(Object.values(form).some((words) => words !== ""));
  const field = (name: keyof typeof form) => ({
    label: t(`newPlan.${name}`),
    value: form[name],
    testId: `plan-${name}`,
    onInput: (value: string) => setForm({ ...form, [name]: value }),
  });
  const complete = form.familyName && form.municipality;
  const send = async () => {
    if (!complete) return;
    const opened = await submit(() =>
      calls.openPlan({
        ...form,
        directorName: form.directorName || null,
        directorOrganisation: form.directorOrganisation || null,
        directorEmail: form.directorEmail || null,
        directorPhone: form.directorPhone || null,
      }),
    );
    if (!opened) return;
    await askWhoWeAre();
    onDone();
    go(`/plan/${opened.plan}`);
  };
  return (
    <Dialog title={t("desk.newPlan")} onClose={onDone} testId="new-plan-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextInput {...field("familyName")} required />
        <TextInput {...field("municipality")} required />
        <TextBox {...field("reason")} hint={t("newPlan.reasonHint")} />
        <TextInput {...field("directorName")} autoComplete="name" />
        <TextInput {...field("directorOrganisation")} autoComplete="organization" />
        <TextInput {...field("directorEmail")} type="email" autoComplete="email" />
        <TextInput {...field("directorPhone")} type="tel" autoComplete="tel" />
        <Refused asked={asked} />
        <Button look="primary" type="submit" busy={asked.state === "sending"} disabled={!complete} testId="plan-save">
          {t("newPlan.save")}
        </Button>
      </form>
    </Dialog>
  );
}
