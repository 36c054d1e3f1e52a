import { useState } from "preact/hooks";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Checks } from "../ui/Checks";
import { Dialog } from "../ui/Dialog";
import { Refused } from "../ui/Refused";
import { api } from "../wire/api";
import type { PlanView, SectionView } from "../wire/types";
import { t } from "./words";

/** Changes who reads a whole part of the card. Of a treatment readers can only be taken away here: its professional adds them. */
export function AudienceForm({ plan, section, onDone }: { plan: PlanView; section: SectionView; onDone: () => void }) {
  const [audience, setAudience] = useState<string[]>(section.audience.filter((id) => id !== plan.you));
  const [asked, submit] = useSubmit<true>();
  const people = plan.people.filter(
    ({ id }) => id !== plan.you && (!section.treatment || section.audience.includes(id)),
  );
  const added = audience.some((id) => !section.audience.includes(id));
  const send = async () => {
    const done = await submit(() => api.changeAudience(plan.id, section.id, audience).then(() => true as const));
    if (done) onDone();
  };
  return (
    <Dialog title={t("audience.title")} onClose={onDone} testId="audience-dialog">
      <Checks
        legend={t("audience.who")}
        options={people.map(({ id, name }) => ({ value: id, text: name }))}
        chosen={audience}
        testId="audience-who"
        onInput={setAudience}
      />
      <p class="hint">{t("audience.you")}</p>
      {added && <p>{t("audience.added")}</p>}
      <Refused asked={asked} />
      <Button look="primary" busy={asked.state === "sending"} testId="audience-save" onClick={() => void send()}>
        {t("audience.save")}
      </Button>
    </Dialog>
  );
}
