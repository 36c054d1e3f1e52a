import { useState } from "preact/hooks";
import { identified, useDraft } from "../app/drafts";
import { askPlan } from "../table/live";
import { Button } from "../ui/Button";
import { Checks } from "../ui/Checks";
import { Choose, TextBox } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { useAsk } from "../ui/useAsk";
import type { ChildWordsKind, ChildWordsView, PersonView, PlanView } from "../wire/types";
import { t, word } from "./words";

const PARTS: readonly ChildWordsKind[] = ["houseOfWorries", "houseOfGoodThings", "houseOfDreams", "statement"];

/** A child's own words, and who may read them; for others the words that a child let them read. */
export function ChildWords({ plan, person }: { plan: PlanView; person: (id: string) => PersonView }) {
  const isChild = person(plan.you).role === "child";
  if (!isChild && plan.childWords.length === 0) return null;
  return (
    <section class="panel" data-testid="child-words">
      <h2>{t(isChild ? "childWords.own" : "childWords.title")}</h2>
      {isChild && <p class="hint">{t("childWords.help")}</p>}
      {plan.childWords.map((words) =>
        words.child === plan.you ? (
          <Own key={`${words.id} ${words.text}`} plan={plan} words={words} />
        ) : (
          <blockquote key={words.id} class="quote">
            <span class="soft">
              {person(words.child).name} · {word("childWords", words.part)}
            </span>
            <br />
            {words.text}
            {words.readFirst && <p class="soft">{t("childWords.readFirst")}</p>}
            {words.helper && <footer class="soft">{t("childWords.with", { name: person(words.helper).name })}</footer>}
          </blockquote>
        ),
      )}
      {isChild && <Write plan={plan.id} />}
    </section>
  );
}

function Write({ plan }: { plan: string }) {
  const draft = useDraft(
    `child words ${plan}`,
    () => ({ id: "", words: "", part: "houseOfWorries" as ChildWordsKind, text: "", first: [] as string[] }),
    (now) => now.text !== "",
  );
  const { part, text, first } = draft.now;
  const [asked, ask] = useAsk();
  const send = async () => {
    const words = { part, text: text.trim(), readFirst: first.length > 0 };
    const sent = identified(draft, "w", words);
    if (await ask(() => askPlan(plan, { kind: "writeChildWords", id: sent.id, ...words }))) draft.clear(sent);
  };
  return (
    <>
      <Choose
        label={t("childWords.part")}
        value={part}
        testId="child-words-part"
        options={PARTS.map((value) => ({ value, text: word("childWords", value) }))}
        onInput={(value) => draft.set({ part: value as ChildWordsKind })}
      />
      <TextBox
        label={t("childWords.text")}
        value={text}
        maxLength={4000}
        testId="child-words-text"
        onInput={(text) => draft.set({ text })}
      />
      <Checks
        legend={t("childWords.when")}
        options={[{ value: "first", text: t("childWords.first") }]}
        chosen={first}
        onInput={(first) => draft.set({ first })}
      />
      <Refused asked={asked} />
      <Button
        look="primary"
        busy={asked.state === "sending"}
        disabled={text.trim() === ""}
        testId="child-words-save"
        onClick={() => void send()}
      >
        {t("childWords.save")}
      </Button>
    </>
  );
}

function Own({ plan, words }: { plan: PlanView; words: ChildWordsView }) {
  const [to, setTo] = useState<string[]>([...words.releasedTo]);
  const [asked, ask] = useAsk();
  const others = plan.people.filter(({ id }) => id !== plan.you);
  return (
    <div class="commitment" data-testid="child-words-own">
      <p class="commitment__text">{words.text}</p>
      {words.readFirst && <p class="hint">{t("childWords.firstWhen")}</p>}
      <Checks
        legend={t("childWords.who")}
        options={others.map(({ id, name }) => ({ value: id, text: name }))}
        chosen={to}
        testId="child-words-who"
        onInput={setTo}
      />
      <Refused asked={asked} />
      <Button
        busy={asked.state === "sending"}
        testId="child-words-release"
        onClick={() => void ask(() => askPlan(plan.id, { kind: "releaseChildWords", id: words.id, to }))}
      >
        {t("childWords.release")}
      </Button>
    </div>
  );
}
