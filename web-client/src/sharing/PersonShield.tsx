import { useState } from "preact/hooks";
import { useHeld } from "../app/useHeld";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Checks } from "../ui/Checks";
import { Dialog } from "../ui/Dialog";
import { TextInput } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { part, request } from "../wire/api";
import type { PersonView, PlanView } from "../wire/types";
import { t } from "./words";

interface PersonShieldProps {
  plan: PlanView;
  person: PersonView;
  onDone: () => void;
}

/** By which name somebody is known, and to whom not at all; it counts at once, and takes nothing back that was read. */
export function PersonShield({ plan, person, onDone }: PersonShieldProps) {
  const now = plan.shieldings.find((one) => one.person === person.id);
  const [shieldedFrom, setShieldedFrom] = useState<string[]>([...(now?.shieldedFrom ?? [])]);
  const [hiddenFrom, setHiddenFrom] = useState<string[]>([...(now?.hiddenFrom ?? [])]);
  const [alias, setAlias] = useState(now?.aliasName ?? "");
  const [asked, submit] = useSubmit<true>();
  useHeld(alias !== (now?.aliasName ?? ""));
  const others = plan.people
    .filter(({ id }) => id !== plan.you && id !== person.id)
    .map(({ id, name }) => ({ value: id, text: name }));
  const more = [...shieldedFrom, ...hiddenFrom].some(
    (id) => !now?.shieldedFrom.includes(id) && !now?.hiddenFrom.includes(id),
  );
  const less = [...(now?.shieldedFrom ?? []), ...(now?.hiddenFrom ?? [])].some(
    (id) => !shieldedFrom.includes(id) && !hiddenFrom.includes(id),
  );
  const send = async () => {
    const body = { aliasName: alias.trim() || null, shieldedFrom, hiddenFrom };
    const path = `/api/plans/${part(plan.id)}/people/${part(person.id)}/shielding`;
    if (await submit(() => request<void>("POST", path, body).then(() => true as const))) onDone();
  };
  return (
    <Dialog title={t("shielding.title", { name: person.name })} onClose={onDone} testId="shielding-dialog">
      <Checks
        legend={t("shielding.shieldedFrom")}
        options={others}
        chosen={shieldedFrom}
        testId="shielding-shielded"
        onInput={setShieldedFrom}
      />
      {shieldedFrom.length > 0 && (
        <TextInput
          label={t("shielding.alias")}
          hint={t("shielding.aliasHint")}
          value={alias}
          maxLength={200}
          testId="shielding-alias"
          onInput={setAlias}
        />
      )}
      <Checks
        legend={t("shielding.hiddenFrom")}
        options={others}
        chosen={hiddenFrom}
        testId="shielding-hidden"
        onInput={setHiddenFrom}
      />
      {more && <p data-testid="shielding-stays">{t("shielding.stays")}</p>}
      {hiddenFrom.some((id) => !now?.hiddenFrom.includes(id)) && <p>{t("shielding.meeting")}</p>}
      {less && <p>{t("shielding.opens")}</p>}
      <Refused asked={asked} />
      <Button look="primary" busy={asked.state === "sending"} testId="shielding-save" onClick={() => void send()}>
        {t("shielding.save")}
      </Button>
    </Dialog>
  );
}
