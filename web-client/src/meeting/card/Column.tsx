import { useState } from "preact/hooks";
import { lazy } from "../../app/lazy";
import { Button } from "../../ui/Button";
import type { CardColumn } from "../../wire/types";
import { t, word } from "../../words/words";
import { useAtTable } from "../context";
import { Item } from "./Item";
import { type Row, sectionsOfRoom, writableSections } from "./rows";

export const NewItem = lazy(() => import("./dialogs").then((m) => m.NewItem));

interface ColumnProps {
  column: CardColumn;
  alone: boolean;
  rows: readonly Row[];
}

/** The items of one column, and the way to add one. */
export function Column({ column, alone, rows }: ColumnProps) {
  const { meeting, plan, room } = useAtTable();
  const [adding, setAdding] = useState(false);
  const [fresh, setFresh] = useState<string>();
  const canAdd = writableSections(sectionsOfRoom(plan, room, meeting.rooms)).length > 0;
  return (
    <div class="column" data-testid={`column-${column}`}>
      {!alone && <h3>{word("column", column)}</h3>}
      <p class="hint">{word("columnHint", column)}</p>
      <ul class="items">
        {rows.map((row) => (
          <Item key={row.key} row={row} fresh={row.item.id === fresh} />
        ))}
      </ul>
      {canAdd && (
        <Button testId={`add-${column}`} about={word("column", column)} onClick={() => setAdding(true)}>
          + {t("card.add")}
        </Button>
      )}
      {adding && (
        <NewItem
          column={column}
          onDone={(id) => {
            setFresh(id);
            setAdding(false);
          }}
        />
      )}
    </div>
  );
}
