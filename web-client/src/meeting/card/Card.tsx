import { useState } from "preact/hooks";
import { sections } from "../../table/live";
import { isWide } from "../../ui/media";
import { Tabs } from "../../ui/Tabs";
import { Title } from "../../ui/Title";
import { t, word } from "../../words/words";
import { useAtTable } from "../context";
import { Column } from "./Column";
import { GROUPS, type Group } from "./columns";
import { type Row, readRows, sectionsOfRoom } from "./rows";
import { useHeldRows } from "./useHeldRows";

/** The safety card: four parts beside each other, or on a phone one at a time. */
export function Card() {
  const { meeting, plan, room } = useAtTable();
  const [active, select] = useState<Group>("worries");
  const views = sectionsOfRoom(plan, room, meeting.rooms);
  const rows = useHeldRows(readRows(views), views);
  const open = sections.all.value;
  const opening = views.some(({ id }) => !open.get(id)?.opened.value && !open.get(id)?.refusal.value);
  return (
    <div class="card" data-testid="card">
      <Title>{t("card.title")}</Title>
      <p>{t("card.help")}</p>
      {isWide.value ? (
        <div class="card__columns">
          {GROUPS.map(({ id }) => (
            <section key={id} class={`part part--${id}`} data-testid={`part-${id}`}>
              <h2>{word("group", id)}</h2>
              <Part group={id} rows={rows} />
            </section>
          ))}
        </div>
      ) : (
        <Tabs
          label={t("card.parts")}
          tabs={GROUPS.map(({ id }) => ({ id, text: word("groupShort", id) }))}
          active={active}
          onSelect={select}
        >
          <section class={`part part--${active}`} data-testid={`part-${active}`}>
            <h2>{word("group", active)}</h2>
            <Part key={active} group={active} rows={rows} />
          </section>
        </Tabs>
      )}
      {opening && <p class="waiting">{t("common.loading")}</p>}
    </div>
  );
}

function Part({ group, rows }: { group: Group; rows: readonly Row[] }) {
  const columns = GROUPS.find(({ id }) => id === group)?.columns ?? [];
  return (
    <>
      {columns.map((column) => (
        <Column
          key={column}
          column={column}
          alone={columns.length === 1}
          rows={rows.filter(({ item }) => item.column === column)}
        />
      ))}
    </>
  );
}
