import "./words";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Notice } from "../ui/Notice";
import type { PersonView } from "../wire/types";
import { refusalText, t } from "../words/words";
import { Steps } from "./Steps";
import { useHistory } from "./useHistory";

interface ItemHistoryProps {
  section: string;
  item: string;
  person: (id: string) => PersonView;
  canRestore: boolean;
  onDone: () => void;
}

/** How one item stood before, at the table: whoever may look back brings back a version without leaving the meeting. */
export function ItemHistory({ section, item, person, canRestore, onDone }: ItemHistoryProps) {
  const { history, failed, earlier } = useHistory(section, item);
  return (
    <Dialog title={t("history.title")} onClose={onDone} testId="item-history">
      <p>{t("history.help")}</p>
      {failed && <Notice kind="error">{refusalText(failed)}</Notice>}
      {!history && !failed && <p class="waiting">{t("common.loading")}</p>}
      {history && (
        <>
          <Steps section={section} steps={history.steps} person={person} canRestore={canRestore} onRestored={onDone} />
          {history.hasEarlier && (
            <Button testId="history-earlier" onClick={() => void earlier()}>
              {t("history.earlier")}
            </Button>
          )}
        </>
      )}
    </Dialog>
  );
}
