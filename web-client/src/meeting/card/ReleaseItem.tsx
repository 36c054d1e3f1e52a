import { useState } from "preact/hooks";
import { announce } from "../../app/status";
import { releaseItem } from "../../table/live";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { WhoSees } from "../../ui/Faces";
import { Radios } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Refused } from "../../ui/Refused";
import { useAsk } from "../../ui/useAsk";
import { useAtTable } from "../context";
import { t } from "../words";
import { audienceText } from "./audienceText";
import { type Row, releaseTargets } from "./rows";
import { useText } from "./useText";

/** Sharing an item with more people: shows the words and everybody who will read them, then asks. */
export function ReleaseItem({ row, onDone }: { row: Row; onDone: () => void }) {
  const { plan, room, person } = useAtTable();
  const targets = releaseTargets(plan, row.view);
  const [target, setTarget] = useState(targets.length === 1 ? (targets[0]?.id ?? null) : null);
  const [asked, ask] = useAsk();
  const text = useText(row.item.text);
  const chosen = targets.find(({ id }) => id === target);
  const release = async (to: string) => {
    const done = await ask(() => releaseItem(plan.id, row.section.id, row.item.id, to));
    if (!done) return;
    announce(t("release.done"));
    onDone();
  };
  const already = new Set(row.view.audience);
  return (
    <Dialog title={t("release.title")} onClose={onDone} testId="release-dialog">
      <p>{t("release.text")}</p>
      <blockquote class="quote">{text}</blockquote>
      {targets.length > 1 && (
        <Radios
          legend={t("release.whom")}
          value={target}
          options={targets.map((section) => ({ value: section.id, text: audienceText(section, room, person) }))}
          onInput={setTarget}
        />
      )}
      {chosen && (
        <>
          <h3>{t("release.newReaders")}</h3>
          <WhoSees people={chosen.audience.filter((id) => !already.has(id)).map(person)} open />
          <Notice kind="warn">
            {t("release.warning")} {t("release.readOnly")}
          </Notice>
        </>
      )}
      <Refused asked={asked} />
      <Button
        look="primary"
        testId="release-sure"
        disabled={!chosen || text.trim() === ""}
        busy={asked.state === "sending"}
        onClick={() => chosen && void release(chosen.id)}
      >
        {t("release.sure")}
      </Button>
    </Dialog>
  );
}
