import { useHeld } from "../app/useHeld";
import "./words";
import { useState } from "preact/hooks";
import { isComplete, LegalBasisFields, NO_BASIS } from "../sharing/LegalBasisFields";
import { NEEDS_BASIS } from "../sharing/roles";
import { Button } from "../ui/Button";
import { Checks } from "../ui/Checks";
import { Dialog } from "../ui/Dialog";
import { Choose, Radios, TextInput } from "../ui/Field";
import { Refused } from "../ui/Refused";
import type { PersonRole, PlanView } from "../wire/types";
import { t, word } from "../words/words";
import * as calls from "./calls";
import { useSubmit } from "./useSubmit";

const ROLES: readonly PersonRole[] = [
  "child",
  "parentWithAuthority",
  "parentWithoutAuthority",
  "networkMember",
  "trustedPerson",
  "professional",
  "safeHomeWorker",
  "behaviouralExpert",
  "processDirector",
  "caseDirector",
  "interpreter",
];

/** Brings somebody into the plan. */
export function AddPersonForm({ plan, onDone }: { plan: PlanView; onDone: () => void }) {
  const [form, setForm] = useState({
    name: "",
    relation: "",
    organisation: "",
    email: "",
    phone: "",
    birthDate: "",
    alias: "",
  });
  const [shieldedFrom, setShieldedFrom] = useState<string[]>([]);
  const [hiddenFrom, setHiddenFrom] = useState<string[]>([]);
  const [secret, setSecret] = useState(false);
  const [role, setRole] = useState<PersonRole>("parentWithAuthority");
  const [basis, setBasis] = useState(NO_BASIS);
  const [circle, setCircle] = useState<"yes" | "no">("yes");
  const [asked, submit] = useSubmit<{ person: string }>();
  useHeld(Object.values(form).some((words) => words !== ""));
  const field = (name: keyof typeof form) => ({
    label: t(`person.${name}`),
    value: form[name],
    testId: `person-${name}`,
    onInput: (value: string) => setForm({ ...form, [name]: value }),
  });
  const others = plan.people.filter(({ id }) => id !== plan.you).map(({ id, name }) => ({ value: id, text: name }));
  const send = async () => {
    if (!form.name) return;
    const added = await submit(() =>
      calls.addPerson(plan.id, {
        name: form.name,
        role,
        relation: form.relation || null,
        organisation: form.organisation || null,
        email: form.email || null,
        phone: form.phone || null,
        birthDate: (role === "child" && form.birthDate) || null,
        inCircle: circle === "yes",
        legalBasis: NEEDS_BASIS.includes(role) && isComplete(basis) ? basis : null,
        aliasName: form.alias.trim() || null,
        shieldedFrom,
        hiddenFrom,
      }),
    );
    if (added) onDone();
  };
  return (
    <Dialog title={t("plan.addPerson")} onClose={onDone} testId="add-person-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextInput {...field("name")} required />
        <Choose
          label={t("person.role")}
          value={role}
          testId="person-role"
          options={ROLES.map((value) => ({ value, text: word("role", value) }))}
          onInput={(value) => setRole(value as PersonRole)}
        />
        <TextInput {...field("relation")} hint={t("person.relationHint")} />
        <TextInput {...field("organisation")} />
        <TextInput {...field("email")} type="email" />
        <TextInput {...field("phone")} type="tel" />
        {role === "child" && <TextInput {...field("birthDate")} type="date" />}
        <Radios
          legend={t("person.circle")}
          value={circle}
          testId="person-circle"
          options={[
            { value: "yes", text: t("person.circleYes") },
            { value: "no", text: t("person.circleNo") },
          ]}
          onInput={setCircle}
        />
        {NEEDS_BASIS.includes(role) && <p class="hint">{t("person.circleHelp")}</p>}
        {secret ? (
          <>
            <Checks
              legend={t("person.shieldedFrom")}
              options={others}
              chosen={shieldedFrom}
              testId="person-shielded"
              onInput={setShieldedFrom}
            />
            {shieldedFrom.length > 0 && <TextInput {...field("alias")} hint={t("person.aliasHint")} required />}
            <Checks
              legend={t("person.hiddenFrom")}
              options={others}
              chosen={hiddenFrom}
              testId="person-hidden"
              onInput={setHiddenFrom}
            />
          </>
        ) : (
          <Button testId="person-secret" onClick={() => setSecret(true)}>
            {t("person.secret")}
          </Button>
        )}
        {NEEDS_BASIS.includes(role) && (
          <>
            <p class="hint">{t("person.basis")}</p>
            <LegalBasisFields basis={basis} onInput={setBasis} />
          </>
        )}
        <Refused asked={asked} />
        <Button
          look="primary"
          type="submit"
          busy={asked.state === "sending"}
          disabled={!form.name}
          testId="person-save"
        >
          {t("person.save")}
        </Button>
      </form>
    </Dialog>
  );
}
