import { useState } from "preact/hooks";
import { lazy } from "../../app/lazy";
import { addItem } from "../../collab/items";
import { sections } from "../../table/live";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { WhoSees } from "../../ui/Faces";
import { Choose, Radios } from "../../ui/Field";
import type { CardColumn, ItemKind, SectionView } from "../../wire/types";
import { type AtTable, useAtTable } from "../context";
import { t, word } from "../words";
import { audienceText } from "./audienceText";
import { sectionsOfRoom, usualSection, writableSections } from "./rows";

const AskTreatment = lazy(() => import("../../treatment/AskTreatment").then((m) => m.AskTreatment));

const KINDS: readonly ItemKind[] = ["experience", "fact", "judgement"];

/** Before a new item: who says it, what kind it is, and who will read it. */
export function NewItem({ column, onDone }: { column: CardColumn; onDone: (id?: string) => void }) {
  const at = useAtTable();
  const views = sectionsOfRoom(at.plan, at.room, at.meeting.rooms);
  const [treats, setTreats] = useState<"no" | "yes">("no");
  const choices = writableSections(views).filter(({ treatment }) => (treats === "yes") === (treatment !== null));
  const [section, setSection] = useState(usualSection(choices)?.id ?? "");
  const [kind, setKind] = useState<ItemKind>("experience");
  const [speaker, setSpeaker] = useState(at.plan.you);
  const view = choices.find(({ id }) => id === section) ?? (choices.length === 1 ? choices[0] : undefined);
  return (
    <Dialog title={t("newItem.title", { column: word("column", column) })} onClose={() => onDone()} testId="new-item">
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          const doc = view && sections.all.peek().get(view.id)?.doc.peek();
          if (doc) onDone(addItem(doc, column, kind, speaker));
        }}
      >
        {at.plan.clients.length > 0 && (
          <AskTreatment plan={at.plan} ready={choices.length > 0} value={treats} onInput={setTreats} />
        )}
        <Choose
          label={t("newItem.speaker")}
          value={speaker}
          testId="speaker"
          empty={t("newItem.noSpeaker")}
          options={speakersOf(at, view).map(({ id, name }) => ({ value: id, text: name }))}
          onInput={setSpeaker}
        />
        <Radios
          legend={t("newItem.kind")}
          value={kind}
          testId="kind"
          options={KINDS.map((value) => ({ value, text: word("kindHelp", value) }))}
          onInput={setKind}
        />
        {choices.length > 1 && (
          <Radios
            legend={t("newItem.section")}
            value={view?.id ?? null}
            testId="section"
            options={choices.map((choice) => ({ value: choice.id, text: audienceText(choice, at.room, at.person) }))}
            onInput={setSection}
          />
        )}
        {view && <WhoSees people={view.audience.map(at.person)} open={choices.length > 1} />}
        <Button look="primary" type="submit" disabled={!view} testId="new-item-add">
          {t("newItem.add")}
        </Button>
      </form>
    </Dialog>
  );
}

/** Who can be named as speaker: the people in this room, and the viewer, who may read the section. */
export function speakersOf({ room, plan, person }: AtTable, view: SectionView | undefined) {
  const ids = new Set([plan.you, ...room.participants.map((p) => p.person), ...(view?.audience ?? [])]);
  return [...ids]
    .map(person)
    .sort((a, b) => Number(b.id === plan.you) - Number(a.id === plan.you) || a.name.localeCompare(b.name));
}
