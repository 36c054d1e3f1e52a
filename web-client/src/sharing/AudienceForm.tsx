import { useState } from "preact/hooks";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Checks } from "../ui/Checks";
import { Dialog } from "../ui/Dialog";
import { Refused } from "../ui/Refused";
import type { DataCategory, PlanView, SectionView } from "../wire/types";
import * as calls from "./calls";
import { DATA } from "./categories";
import { listText, t, word } from "./words";

/** Changes who reads a whole part of the card. Of a treatment readers can only be taken away here: its professional adds them. */
export function AudienceForm({ plan, section, onDone }: { plan: PlanView; section: SectionView; onDone: () => void }) {
  const [audience, setAudience] = useState<string[]>(section.audience.filter((id) => id !== plan.you));
  const [categories, setCategories] = useState<string[]>([...section.categories]);
  const [live, setLive] = useState<string[]>([]);
  const [asked, submit] = useSubmit<true>();
  const people = plan.people.filter(
    ({ id }) => id !== plan.you && (!section.treatment || section.audience.includes(id)),
  );
  const added = audience.some((id) => !section.audience.includes(id));
  // What a table is about is fixed; what treatment is, too.
  const chooses = section.shielded && !section.treatment;
  const relabelled = chooses && [...categories].sort().join() !== [...section.categories].sort().join();
  const bound = people.filter(({ id }) => asked.state === "refused" && asked.about.includes(id));
  const send = async () => {
    const readers = {
      audience,
      categories: relabelled ? (categories as DataCategory[]) : null,
      live: live.length > 0,
    };
    const done = await submit(() => calls.changeAudience(plan.id, section.id, readers).then(() => true as const));
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
      {chooses && (
        <Checks
          legend={t("shield.about")}
          options={DATA.map((value) => ({ value, text: word("category", value) }))}
          chosen={categories}
          testId="audience-categories"
          onInput={setCategories}
        />
      )}
      {relabelled && <p>{t("audience.relabelled")}</p>}
      {section.mode === "released" && (
        <Checks
          legend={t("audience.released")}
          options={[{ value: "live", text: t("audience.live") }]}
          chosen={live}
          testId="audience-live"
          onInput={setLive}
        />
      )}
      <Refused asked={asked} />
      {bound.length > 0 && (
        <p data-testid="audience-bound">{t("audience.bound", { names: listText(bound.map(({ name }) => name)) })}</p>
      )}
      <Button look="primary" busy={asked.state === "sending"} testId="audience-save" onClick={() => void send()}>
        {t("audience.save")}
      </Button>
    </Dialog>
  );
}
