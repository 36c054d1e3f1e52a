import { useState } from "preact/hooks";
import { useHeld } from "../app/useHeld";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Checks } from "../ui/Checks";
import { Dialog } from "../ui/Dialog";
import { TextBox, TextInput } from "../ui/Field";
import { Refused } from "../ui/Refused";
import type { PersonView, PlanView, ProtectionView } from "../wire/types";
import * as calls from "./calls";
import { EndDialog } from "./EndDialog";
import { dateText, listText, t } from "./words";

const NEW: ProtectionView = {
  id: "",
  protected: [],
  from: [],
  indirect: [],
  hides: "",
  words: [],
  reason: "",
  reviewOn: null,
  since: null,
};

/** For the director: who is kept safe from whom, and which words must not reach them. */
export function Safety({ plan, person }: { plan: PlanView; person: (id: string) => PersonView }) {
  const [editing, setEditing] = useState<ProtectionView>();
  const [ending, setEnding] = useState<ProtectionView>();
  if (!plan.rights.manage) return null;
  const names = (ids: readonly string[]) => listText(ids.map((id) => person(id).name));
  return (
    <section class="panel" data-testid="safety">
      <h2>{t("safety.title")}</h2>
      <ul class="lines">
        {plan.protections.map((relation) => (
          <li key={relation.id} data-testid="protection">
            <span>
              <strong>{t("safety.line", { who: names(relation.protected), from: names(relation.from) })}</strong>
              <br />
              <span class="soft">
                {relation.reason}
                {relation.since && ` · ${t("safety.since", { day: dateText(relation.since) })}`}
                {relation.reviewOn && ` · ${t("safety.review", { day: dateText(relation.reviewOn) })}`}
              </span>
            </span>
            <Button testId="protection-edit" about={names(relation.from)} onClick={() => setEditing(relation)}>
              {t("safety.change")}
            </Button>
            <Button testId="protection-end" about={names(relation.from)} onClick={() => setEnding(relation)}>
              {t("safety.end")}
            </Button>
          </li>
        ))}
      </ul>
      <Button testId="protection-new" onClick={() => setEditing(NEW)}>
        + {t("safety.new")}
      </Button>
      {editing && <ProtectionForm plan={plan} relation={editing} onDone={() => setEditing(undefined)} />}
      {ending && (
        <EndDialog
          title={t("safety.end")}
          text={t("safety.endText")}
          testId="protection-end"
          end={(reason) => calls.endProtection(plan.id, ending.id, reason)}
          onDone={() => setEnding(undefined)}
        />
      )}
    </section>
  );
}

function ProtectionForm({ plan, relation, onDone }: { plan: PlanView; relation: ProtectionView; onDone: () => void }) {
  const [form, setForm] = useState({
    ...relation,
    text: relation.words.join("\n"),
    day: relation.reviewOn ?? "",
    start: relation.since ?? "",
  });
  useHeld(form.text !== relation.words.join("\n") || form.reason !== relation.reason);
  const [asked, submit] = useSubmit<true>();
  const people = plan.people.map(({ id, name }) => ({ value: id, text: name }));
  const others = people.filter(({ value }) => value !== plan.you);
  const complete = form.from.length > 0 && form.reason.trim() !== "" && form.day !== "";
  const send = async () => {
    const words = form.text.split("\n").map((line) => line.trim());
    const done = await submit(() =>
      calls
        .protect(plan.id, {
          id: relation.id || null,
          protected: [...form.protected],
          from: [...form.from],
          indirect: [...form.indirect],
          hides: form.hides,
          words: words.filter((line) => line !== ""),
          reason: form.reason.trim(),
          reviewOn: form.day,
          since: form.start || null,
        })
        .then(() => true as const),
    );
    if (done) onDone();
  };
  return (
    <Dialog title={t("safety.new")} onClose={onDone} testId="protection-dialog">
      <Checks
        legend={t("safety.protected")}
        options={people}
        chosen={form.protected}
        testId="protection-protected"
        onInput={(chosen) => setForm({ ...form, protected: chosen })}
      />
      <Checks
        legend={t("safety.from")}
        options={others}
        chosen={form.from}
        testId="protection-from"
        onInput={(from) => setForm({ ...form, from })}
      />
      <Checks
        legend={t("safety.indirect")}
        options={others}
        chosen={form.indirect}
        testId="protection-indirect"
        onInput={(indirect) => setForm({ ...form, indirect })}
      />
      <TextBox
        label={t("safety.words")}
        hint={t("safety.wordsHint")}
        value={form.text}
        testId="protection-words"
        onInput={(text) => setForm({ ...form, text })}
      />
      <TextBox
        label={t("safety.reason")}
        value={form.reason}
        maxLength={1000}
        testId="protection-reason"
        onInput={(reason) => setForm({ ...form, reason })}
      />
      <TextInput
        label={t("safety.sinceWhen")}
        type="date"
        value={form.start}
        testId="protection-since"
        onInput={(start) => setForm({ ...form, start })}
      />
      <TextInput
        label={t("safety.reviewOn")}
        type="date"
        value={form.day}
        testId="protection-review"
        onInput={(day) => setForm({ ...form, day })}
      />
      <p class="hint">{t("safety.effect")}</p>
      <Refused asked={asked} />
      <Button
        look="primary"
        busy={asked.state === "sending"}
        disabled={!complete}
        testId="protection-save"
        onClick={() => void send()}
      >
        {t("safety.save")}
      </Button>
    </Dialog>
  );
}
