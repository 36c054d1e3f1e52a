import { useState } from "preact/hooks";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Choose } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Refused } from "../ui/Refused";
import { save } from "../wire/files";
import type { PlanView } from "../wire/types";
import { exportOf } from "./exportOf";
import { t } from "./words";

const FILE = "bestand.zip";

/** A copy of everything about oneself; for the director about anybody, to hand to them. */
export function ExportPanel({ plan }: { plan: PlanView }) {
  const [asked, submit] = useSubmit<true>();
  const [person, setPerson] = useState<string>(plan.you);
  const nameOf = (id: string) => plan.people.find((other) => other.id === id)?.name ?? "";
  const take = () =>
    submit(async () => {
      save(await exportOf(plan.id, person), FILE);
      return true as const;
    });
  return (
    <section class="panel" data-testid="export">
      <h2>{person === plan.you ? t("export.title") : t("export.titleOf", { name: nameOf(person) })}</h2>
      <p class="hint">{t(plan.rights.manage ? "export.helpDirector" : "export.help")}</p>
      {plan.rights.manage && (
        <Choose
          label={t("export.who")}
          value={person}
          options={plan.people.map(({ id, name }) => ({ value: id, text: name }))}
          onInput={setPerson}
          testId="export-who"
        />
      )}
      <p class="hint">{t("export.careful")}</p>
      <Refused asked={asked} />
      {asked.state === "done" && (
        <Notice kind="good" testId="export-done">
          {t("export.done", { file: FILE })}
        </Notice>
      )}
      <Button busy={asked.state === "sending"} testId="export-take" onClick={() => void take()}>
        {t("export.take")}
      </Button>
    </section>
  );
}
