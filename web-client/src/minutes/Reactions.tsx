import { identified, useDraft } from "../app/drafts";
import { announce } from "../app/status";
import { useSubmit } from "../desk/useSubmit";
import { livePlan } from "../table/live";
import { Button } from "../ui/Button";
import { TextBox } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Refused } from "../ui/Refused";
import type { MinutesReply } from "../wire/types";
import * as calls from "./calls";
import { momentText, t } from "./words";

/** The reader's own words beside the minutes, and those of others that they may read. */
export function Reactions({ minutes, onDone }: { minutes: MinutesReply; onDone: () => Promise<void> }) {
  const [asked, submit] = useSubmit<true>();
  const draft = useDraft(
    `reaction ${minutes.id}`,
    () => ({ id: "", words: "", text: "" }),
    (now) => now.text !== "",
  );
  const { text } = draft.now;
  const plan = livePlan.view.value;
  const nameOf = (by: string) => plan?.id === minutes.plan && plan.people.find(({ id }) => id === by)?.name;
  const send = async () => {
    const said = text.trim();
    if (said === "") return;
    const sent = identified(draft, "o", { text: said });
    const done = await submit(() => calls.react(minutes.id, sent.id, said).then(() => true as const));
    if (!done) return;
    announce(t("minutes.reactionSent"));
    draft.clear(sent);
    await onDone();
  };
  return (
    <section>
      <h2>{t("minutes.reactions")}</h2>
      {minutes.reactions.map((reaction) => (
        <blockquote key={reaction.at} class="quote" data-testid="reaction">
          {reaction.text}
          <footer class="soft">{[nameOf(reaction.by), momentText(reaction.at)].filter(Boolean).join(", ")}</footer>
        </blockquote>
      ))}
      <TextBox
        label={t("minutes.react")}
        hint={t("minutes.reactHint")}
        value={text}
        maxLength={4000}
        testId="reaction-text"
        onInput={(text) => draft.set({ text })}
      />
      {asked.state === "done" && text === "" && <Notice kind="good">{t("minutes.reactionSent")}</Notice>}
      <Refused asked={asked} />
      <Button
        busy={asked.state === "sending"}
        disabled={text.trim() === ""}
        testId="reaction-send"
        onClick={() => void send()}
      >
        {t("common.send")}
      </Button>
    </section>
  );
}
