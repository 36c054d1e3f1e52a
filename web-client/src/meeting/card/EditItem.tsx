import { useState } from "preact/hooks";
import { lazy } from "../../app/lazy";
import { announce } from "../../app/status";
import { setItem } from "../../collab/items";
import { looksBack } from "../../history/looksBack";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Choose, Radios } from "../../ui/Field";
import type { ItemKind } from "../../wire/types";
import { useAtTable } from "../context";
import { t, word } from "../words";
import { COLUMNS } from "./columns";
import { MoveItem, moveTargets } from "./MoveItem";
import { speakersOf } from "./NewItem";
import { ReleaseItem } from "./ReleaseItem";
import { type Row, releaseTargets } from "./rows";

const ItemHistory = lazy(() => import("../../history/ItemHistory").then((m) => m.ItemHistory));

const KINDS: readonly ItemKind[] = ["experience", "fact", "judgement"];

interface EditItemProps {
  row: Row;
  canWrite: boolean;
  onDone: () => void;
}

/** Everything about an item but its words: where it stands, who says it, sharing it, taking it off the table. */
export function EditItem({ row, canWrite, onDone }: EditItemProps) {
  const at = useAtTable();
  const { item, section, view } = row;
  const [asking, ask] = useState(false);
  const [looking, look] = useState(false);
  const [releasing, release] = useState(!canWrite);
  const [moving, move] = useState(false);
  // Written on "Klaar": with the keyboard one passes all choices of a list, and another column takes this dialog away.
  const [changed, change] = useState<Partial<Record<"column" | "kind" | "speaker", string>>>({});
  const now = { ...item, ...changed };
  const waits = Object.keys(changed).length > 0;
  const write = (changes: object) => {
    const doc = section.doc.peek();
    doc.transact(() => {
      for (const [key, value] of Object.entries(changes)) setItem(doc, item.id, key as "status", value);
    });
    onDone();
  };
  const withdraw = () => {
    write({ status: "withdrawn" });
    announce(t("edit.withdrawn"));
  };
  const author = section.clients.value[String(item.client)];
  const mine = author === at.plan.you || (!author && item.speaker === at.plan.you) || at.isChair;
  if (moving) return <MoveItem row={row} onDone={onDone} />;
  if (looking)
    return <ItemHistory section={section.id} item={item.id} person={at.person} canRestore={canWrite} onDone={onDone} />;
  if (releasing) return <ReleaseItem row={row} onDone={onDone} />;
  return (
    <Dialog title={t("edit.title")} onClose={onDone} testId="edit-dialog">
      <Choose
        label={t("newItem.speaker")}
        value={now.speaker}
        empty={t("newItem.noSpeaker")}
        options={speakersOf(at, view).map(({ id, name }) => ({ value: id, text: name }))}
        testId="edit-speaker"
        onInput={(speaker) => change({ ...changed, speaker })}
      />
      <Choose
        label={t("edit.column")}
        value={now.column}
        options={COLUMNS.map((value) => ({ value, text: word("column", value) }))}
        testId="edit-column"
        onInput={(column) => change({ ...changed, column })}
      />
      <Radios
        legend={t("newItem.kind")}
        value={now.kind}
        options={KINDS.map((value) => ({ value, text: word("kindHelp", value) }))}
        onInput={(kind) => change({ ...changed, kind })}
      />
      <div class="stack">
        {releaseTargets(at.plan, view).length > 0 && (
          <Button testId="release" disabled={waits} onClick={() => release(true)}>
            {t("item.share")}
          </Button>
        )}
        {mine && moveTargets(at.plan, view).length > 0 && (
          <Button testId="move" disabled={waits} onClick={() => move(true)}>
            {t("item.move")}
          </Button>
        )}
        {looksBack(at.plan, view) && (
          <Button testId="item-history-open" disabled={waits} onClick={() => look(true)}>
            {t("history.open")}
          </Button>
        )}
        {asking ? (
          <>
            <p>{t("edit.withdrawSure")}</p>
            <Button look="danger" testId="withdraw-sure" onClick={withdraw}>
              {t("edit.withdrawYes")}
            </Button>
          </>
        ) : (
          <Button testId="withdraw" onClick={() => ask(true)}>
            {t("edit.withdraw")}
          </Button>
        )}
        <Button look="primary" testId="edit-done" onClick={() => write(changed)}>
          {t("common.done")}
        </Button>
      </div>
    </Dialog>
  );
}
