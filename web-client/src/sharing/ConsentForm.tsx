import { useState } from "preact/hooks";
import { useHeld } from "../app/useHeld";
import { useSubmit } from "../desk/useSubmit";
import { isFamily, personFinder } from "../meeting/context";
import { Button } from "../ui/Button";
import { Checks } from "../ui/Checks";
import { TextBox, TextInput } from "../ui/Field";
import { Refused } from "../ui/Refused";
import type { DataCategory, PlanView } from "../wire/types";
import * as calls from "./calls";
import { ALL_DATA } from "./categories";
import { listText, t, word } from "./words";

/** Asks for a consent: about whom, for whom, which data, why, until when. */
export function ConsentForm({ plan, to, onDone }: { plan: PlanView; to: readonly string[]; onDone: () => void }) {
  const [about, setAbout] = useState<string[]>([]);
  const [receivers, setReceivers] = useState<string[]>([...to]);
  const [categories, setCategories] = useState<string[]>([]);
  const [purpose, setPurpose] = useState("");
  const [restrictions, setRestrictions] = useState("");
  const [until, setUntil] = useState("");
  const [asked, submit] = useSubmit<{ consent: string }>();
  useHeld(purpose + restrictions !== "");
  const complete = about.length > 0 && receivers.length > 0 && categories.length > 0 && purpose.trim() !== "";
  const send = async () => {
    const done = await submit(() =>
      calls.askConsent(plan.id, {
        kind: "liftSecrecy",
        about,
        to: receivers,
        categories: categories as DataCategory[],
        purpose: purpose.trim(),
        restrictions: restrictions.trim() || null,
        validUntil: until || null,
      }),
    );
    if (done) onDone();
  };
  const person = personFinder(plan);
  const named = (people: PlanView["people"]) => people.map(({ id, name }) => ({ value: id, text: name }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Checks
        legend={t("consent.about")}
        options={named(plan.people.filter(isFamily))}
        chosen={about}
        testId="consent-about"
        onInput={setAbout}
      />
      <Checks
        legend={t("consent.to")}
        options={named(plan.people.filter((someone) => !isFamily(someone)))}
        chosen={receivers}
        testId="consent-to"
        onInput={setReceivers}
      />
      <Checks
        legend={t("consent.categories")}
        options={ALL_DATA.map((value) => ({ value, text: word("category", value) }))}
        chosen={categories}
        testId="consent-categories"
        onInput={setCategories}
      />
      <TextBox
        label={t("consent.purpose")}
        value={purpose}
        maxLength={1000}
        testId="consent-purpose"
        onInput={setPurpose}
      />
      <TextBox label={t("consent.restrictions")} value={restrictions} maxLength={1000} onInput={setRestrictions} />
      <TextInput
        label={t("consent.until")}
        hint={t("consent.untilHint")}
        type="date"
        value={until}
        onInput={setUntil}
      />
      <Refused asked={asked} />
      {asked.state === "refused" && asked.code === "consent.unseen" && (
        <p data-testid="consent-unseen">
          {t("consent.unseen", { names: listText(asked.about.map((id) => person(id).name)) })}
        </p>
      )}
      <Button look="primary" type="submit" busy={asked.state === "sending"} disabled={!complete} testId="consent-ask">
        {t("consent.ask")}
      </Button>
    </form>
  );
}
