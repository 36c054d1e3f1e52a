import { useState } from "preact/hooks";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Choose } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { SureDialog } from "../ui/SureDialog";
import type { PersonView, PlanView, RelationKind, RelationView } from "../wire/types";
import * as calls from "./calls";
import { CAN_DIRECT } from "./roles";
import { dateText, dayBefore, dutchDay, t, type Word } from "./words";

const KINDS: readonly RelationKind[] = ["authorityOver", "serves", "sourceOfDanger"];

/** For the director: how people stand to each other, and who takes over the direction. */
export function Relations({ plan, person }: { plan: PlanView; person: (id: string) => PersonView }) {
  const [adding, setAdding] = useState(false);
  const [handing, setHanding] = useState(false);
  const [ending, setEnding] = useState<RelationView>();
  if (!plan.rights.manage) return null;
  const textOf = ({ kind, of, to }: RelationView) =>
    t(`relation.${kind}` as Word, { of: person(of).name, to: person(to).name });
  return (
    <section class="panel" data-testid="relations">
      <h2>{t("relations.title")}</h2>
      <ul class="lines">
        {plan.relations.map((relation) => (
          <li key={relation.id} data-testid="relation">
            <span>
              <strong>{textOf(relation)}</strong>
              <br />
              <span class="soft">{daysOf(relation)}</span>
            </span>
            {!relation.until && (
              <Button about={person(relation.of).name} testId="relation-end" onClick={() => setEnding(relation)}>
                {t("relations.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ending && (
        <EndRelation
          key={ending.id}
          plan={plan}
          relation={ending}
          text={textOf(ending)}
          // Another question may be on the screen when the answer to this one comes.
          onDone={() => setEnding((now) => (now === ending ? undefined : now))}
        />
      )}
      <Button testId="relation-new" onClick={() => setAdding(true)}>
        + {t("relations.new")}
      </Button>
      <Button testId="handover" onClick={() => setHanding(true)}>
        {t("handover.title")}
      </Button>
      {adding && <RelationForm plan={plan} onDone={() => setAdding(false)} />}
      {handing && <HandoverForm plan={plan} onDone={() => setHanding(false)} />}
    </section>
  );
}

function daysOf({ from, until }: RelationView): string {
  if (!until) return t("relations.from", { day: dateText(from) });
  return until < from ? t("relations.mistake") : t("relations.until", { day: dateText(until) });
}

interface EndRelationProps {
  plan: PlanView;
  relation: RelationView;
  text: string;
  onDone: () => void;
}

function EndRelation({ plan, relation: { id, kind, of, to, from }, text, onDone }: EndRelationProps) {
  const [asked, submit] = useSubmit<true>();
  const endOn = (until: string) =>
    submit(() => calls.relate(plan.id, { id, kind, of, to, from, until }).then(() => true as const));
  const mistake = async () => {
    if (await endOn(dayBefore(from))) onDone();
  };
  return (
    <SureDialog
      title={t("relations.endTitle")}
      yes={t("relations.endSure")}
      testId="relation-end"
      asked={asked}
      act={() => endOn(dutchDay())}
      onDone={onDone}
    >
      <p>{text}</p>
      <p>{t("relations.endText")}</p>
      <p>{t("relations.mistakeText")}</p>
      <p>
        <Button busy={asked.state === "sending"} testId="relation-mistake" onClick={() => void mistake()}>
          {t("relations.mistake")}
        </Button>
      </p>
    </SureDialog>
  );
}

function RelationForm({ plan, onDone }: { plan: PlanView; onDone: () => void }) {
  const [kind, setKind] = useState<RelationKind>("authorityOver");
  const [of, setOf] = useState("");
  const [to, setTo] = useState("");
  const [asked, submit] = useSubmit<true>();
  const people = plan.people.map(({ id, name }) => ({ value: id, text: name }));
  const send = async () => {
    const done = await submit(() => calls.relate(plan.id, { kind, of, to }).then(() => true as const));
    if (done) onDone();
  };
  return (
    <Dialog title={t("relations.new")} onClose={onDone} testId="relation-dialog">
      <Choose
        label={t("relations.of")}
        value={of}
        options={people}
        empty={t("common.choose")}
        testId="relation-of"
        onInput={setOf}
      />
      <Choose
        label={t("relations.kind")}
        value={kind}
        testId="relation-kind"
        options={KINDS.map((value) => ({ value, text: t(`relation.${value}.short` as Word) }))}
        onInput={(value) => setKind(value as RelationKind)}
      />
      <Choose
        label={t("relations.to")}
        value={to}
        options={people}
        empty={t("common.choose")}
        testId="relation-to"
        onInput={setTo}
      />
      <Refused asked={asked} />
      <Button
        look="primary"
        busy={asked.state === "sending"}
        disabled={!of || !to}
        testId="relation-save"
        onClick={() => void send()}
      >
        {t("relations.save")}
      </Button>
    </Dialog>
  );
}

function HandoverForm({ plan, onDone }: { plan: PlanView; onDone: () => void }) {
  const directors = plan.people.filter(({ id, role }) => CAN_DIRECT.includes(role) && id !== plan.you);
  const [to, setTo] = useState(plan.offeredTo ?? "");
  const [asked, submit] = useSubmit<true>();
  const offer = async (person: string) => {
    const done = await submit(() => calls.offerHandover(plan.id, person).then(() => true as const));
    if (done) onDone();
  };
  const offered = plan.people.find(({ id }) => id === plan.offeredTo);
  return (
    <Dialog title={t("handover.title")} onClose={onDone} testId="handover-dialog">
      <p>{t(directors.length > 0 ? "handover.text" : "handover.nobody")}</p>
      {directors.length > 0 && (
        <>
          <Choose
            label={t("handover.to")}
            value={to}
            empty={t("common.choose")}
            testId="handover-to"
            options={directors.map(({ id, name }) => ({ value: id, text: name }))}
            onInput={setTo}
          />
          <Refused asked={asked} />
          <Button
            look="primary"
            busy={asked.state === "sending"}
            disabled={!to}
            testId="handover-ask"
            onClick={() => void offer(to)}
          >
            {t("handover.ask")}
          </Button>
        </>
      )}
      {offered && (
        <>
          <p>{t("handover.asked", { name: offered.name })}</p>
          <Button busy={asked.state === "sending"} testId="handover-back" onClick={() => void offer(plan.you)}>
            {t("handover.back")}
          </Button>
        </>
      )}
    </Dialog>
  );
}
