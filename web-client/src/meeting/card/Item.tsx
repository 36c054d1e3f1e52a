import { useEffect, useRef, useState } from "preact/hooks";
import { lazy } from "../../app/lazy";
import { writersOf } from "../../collab/items";
import { Button } from "../../ui/Button";
import { Face, WhoSees } from "../../ui/Faces";
import { count, listText, t, word } from "../../words/words";
import { useAtTable } from "../context";
import { type Row, releaseTargets } from "./rows";
import { SharedText } from "./SharedText";
import { useText } from "./useText";

export const EditItem = lazy(() => import("./dialogs").then((m) => m.EditItem));

/** One item: who says it, its words that several people may type at once, who is typing, who reads it. */
export function Item({ row, fresh }: { row: Row; fresh: boolean }) {
  const { person, plan, room } = useAtTable();
  const { item, section, view, gone } = row;
  const [editing, setEditing] = useState(false);
  const place = useRef<HTMLLIElement>(null);
  const text = useText(item.text);
  useEffect(() => {
    if (!fresh) return;
    place.current?.querySelector("textarea")?.focus();
    place.current?.scrollIntoView({ block: "center" });
  }, [fresh]);

  const canWrite = view.mode === "live" && section.canWrite.value;
  const readByAll = room.participants.every((p) => view.audience.includes(p.person));
  const canRelease = releaseTargets(plan, view).length > 0;
  const whose = (client: number) =>
    client === section.doc.value.clientID ? plan.you : section.clients.value[String(client)];
  const author = whose(item.client);
  const speaker = item.speaker || author;
  const who = speaker ? person(speaker) : undefined;
  const here = section.people.value.filter((p) => p.item === item.id);
  const label = t("item.label", { name: who?.name ?? t("who.someone"), column: word("column", item.column) });
  const writers = new Set([...writersOf(item.text)].map(whose));
  const others = [...writers].filter((id) => id !== undefined && id !== speaker).map((id) => person(id ?? ""));
  const writtenBy = speaker && writers.has(speaker) ? "item.alsoWrittenBy" : "item.writtenBy";
  return (
    <li class="item" ref={place} data-testid="item" data-item={item.id}>
      <div class="item__head">
        {who && <Face person={who} />}
        <span class="item__who">
          <strong>{who?.name ?? t("who.someone")}</strong>
          <span class="soft"> {word("kind", item.kind)}</span>
        </span>
        {view.mode === "released" && <span class="chip">{t("item.released")}</span>}
        {!readByAll && <span class="chip chip--shield">{t("item.shielded")}</span>}
      </div>
      <WhoSees people={view.audience.map(person)} />
      {canWrite ? (
        <SharedText text={item.text} section={section} item={item.id} label={label} gone={gone} />
      ) : (
        <p class="item__text" data-testid="item-text">
          {text || <span class="soft">{t("item.empty")}</span>}
        </p>
      )}
      {!gone && (canWrite || canRelease || others.length > 0) && (
        <div class="item__foot">
          {(canWrite || canRelease) && (
            <Button look="quiet" testId="edit-item" about={label} onClick={() => setEditing(true)}>
              {t(!canWrite ? "item.share" : canRelease ? "item.editShare" : "item.edit")}
            </Button>
          )}
          <p data-testid="typing">
            {here.length > 0
              ? count(here.some((p) => p.typing) ? "item.typing" : "item.here", here.length, {
                  names: listText(here.map((p) => person(p.person).name.split(" ")[0] ?? "")),
                })
              : others.length > 0 &&
                t(writtenBy, { names: listText(others.map(({ name }) => name.split(" ")[0] ?? "")) })}
          </p>
        </div>
      )}
      {editing && <EditItem row={row} canWrite={canWrite} onDone={() => setEditing(false)} />}
    </li>
  );
}
