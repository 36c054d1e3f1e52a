import { useState } from "preact/hooks";
import { type Draft, useDraft } from "../app/drafts";
import { announce } from "../app/status";
import { askPlan } from "../table/live";
import { Button } from "../ui/Button";
import { Checks } from "../ui/Checks";
import { Radios, TextBox } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Refused } from "../ui/Refused";
import { Title } from "../ui/Title";
import { type Asked, useAsk } from "../ui/useAsk";
import { newId } from "../wire/ids";
import type { ChildWordsKind, PersonView, PlanView, YoungChildView } from "../wire/types";
import { Readers } from "./Readers";
import { type Said, SaidWords } from "./SaidWords";
import { useChildHere } from "./useChildHere";
import { t, word } from "./words";

const PARTS: readonly ChildWordsKind[] = ["houseOfWorries", "houseOfGoodThings", "houseOfDreams", "statement"];

interface ChildModeProps {
  plan: PlanView;
  young: YoungChildView;
  person: (id: string) => PersonView;
  onDone: () => void;
}

/**
 * The screen of a child under 12 on the device of who helps it: nothing of the plan is on it, and what was written is held
 * here only until the child stops. After that the server gives it to those whom the child named, and to nobody else.
 */
export function ChildMode({ plan, young, person, onDone }: ChildModeProps) {
  useChildHere();
  const [said, setSaid] = useState<readonly Said[]>([]);
  // Also what somebody left with the telephone's back button is here again, and nowhere else.
  const draft = useDraft(`young ${plan.id}/${young.child}`, nothingYet, ({ text }) => text !== "");
  const [asked, ask] = useAsk();
  const [stopping, setStopping] = useState<Saying>();
  const unsaved = draft.held || asked.state === "sending";
  const stop = () => {
    draft.set(nothingYet());
    onDone();
  };
  const helper = person(plan.you).name;
  const earlier = plan.childWords.filter(
    ({ child, id }) => child === young.child && !said.some((one) => one.id === id),
  );
  return (
    <div class="narrow" data-testid="child-mode">
      <Title>{t("young.hello", { name: person(young.child).name })}</Title>
      <p>{t("young.yours", { helper })}</p>
      <SayForm
        plan={plan.id}
        young={young}
        draft={draft}
        asked={asked}
        ask={ask}
        saved={said.length > 0}
        onSaid={(one) => setSaid((before) => [...before, one])}
      />
      {said.length > 0 && (
        <section>
          <h2>{t("young.now")}</h2>
          <p class="hint">{t("young.gone")}</p>
          {said.map((one) => (
            <SaidWords
              key={one.id}
              plan={plan.id}
              young={young}
              said={one}
              onChange={(to) => setSaid((now) => now.map((other) => (other.id === one.id ? { ...other, to } : other)))}
            />
          ))}
        </section>
      )}
      {earlier.length > 0 && (
        <section>
          <h2>{t("young.earlier", { helper })}</h2>
          {earlier.map((words) => (
            <Earlier key={words.id} plan={plan.id} child={young.child} id={words.id} text={words.text} />
          ))}
        </section>
      )}
      {unsaved && stopping === draft.now ? (
        <>
          <Notice kind="warn">{t("young.stopUnsaved")}</Notice>
          <Button key="sure" look="danger" testId="child-mode-stop-sure" onClick={stop}>
            {t("young.stopSure")}
          </Button>
        </>
      ) : (
        <Button key="stop" testId="child-mode-stop" onClick={() => (unsaved ? setStopping(draft.now) : stop())}>
          {t("young.stop")}
        </Button>
      )}
    </div>
  );
}

interface SayFormProps {
  plan: string;
  young: YoungChildView;
  draft: Draft<Saying>;
  asked: Asked;
  ask: ReturnType<typeof useAsk>[1];
  saved: boolean;
  onSaid: (said: Said) => void;
}

interface Saying {
  id: string;
  part: ChildWordsKind;
  text: string;
  to: string[];
  first: string[];
}

const nothingYet = (): Saying => ({ id: newId("w"), part: "houseOfWorries", text: "", to: [], first: [] });

function SayForm({ plan, young, draft, asked, ask, saved, onSaid }: SayFormProps) {
  const saying = draft.now;
  const { part, text, to, first } = saying;
  const send = async () => {
    const said = { id: saying.id, part, text: text.trim(), to };
    const command = { kind: "writeWithChild", child: young.child, ...said } as const;
    const done = await ask(() => askPlan(plan, { ...command, readFirst: to.length > 0 && first.length > 0 }));
    if (!done) return;
    announce(t("young.saved"));
    // What was written meanwhile stays, as words of its own.
    if (!draft.clear(saying)) draft.set({ id: newId("w") });
    onSaid(said);
  };
  return (
    <div class="panel">
      {saved && (
        <Notice kind="good" testId="child-mode-saved">
          {t("young.saved")}
        </Notice>
      )}
      <Radios
        legend={t("young.part")}
        value={part}
        testId="child-mode-part"
        options={PARTS.map((value) => ({ value, text: word("childWords", value) }))}
        onInput={(part) => draft.set({ part })}
      />
      <TextBox
        label={t("young.text")}
        value={text}
        maxLength={4000}
        testId="child-mode-text"
        onInput={(text) => draft.set({ text })}
      />
      <Readers young={young} to={to} onInput={(to) => draft.set({ to })} />
      {to.length > 0 && (
        <Checks
          legend={t("young.when")}
          options={[{ value: "first", text: t("young.first") }]}
          chosen={first}
          onInput={(first) => draft.set({ first })}
        />
      )}
      <Refused asked={asked} />
      <Button
        look="primary"
        busy={asked.state === "sending"}
        disabled={text.trim() === ""}
        testId="child-mode-save"
        onClick={() => void send()}
      >
        {t("young.save")}
      </Button>
    </div>
  );
}

function Earlier({ plan, child, id, text }: { plan: string; child: string; id: string; text: string }) {
  const [asked, ask] = useAsk();
  return (
    <div class="panel" data-testid="child-mode-earlier">
      <p class="commitment__text">{text}</p>
      <Refused asked={asked} />
      <Button
        busy={asked.state === "sending"}
        testId="child-mode-back"
        onClick={() => void ask(() => askPlan(plan, { kind: "releaseWithChild", id, child, to: [] }))}
      >
        {t("young.back")}
      </Button>
    </div>
  );
}
