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
import type { PlanView, SectionView } from "../../wire/types";
import { useAtTable } from "../context";
import { t } from "../words";
import { audienceText } from "./audienceText";
import type { Row } from "./rows";

/** Changes who sees an item: it goes to another part of the card, and is gone where it was (N03). */
export function MoveItem({ row, onDone }: { row: Row; onDone: () => void }) {
  const { plan, room, person } = useAtTable();
  const targets = moveTargets(plan, row.view);
  const [target, setTarget] = useState<string | null>(null);
  const [asked, ask] = useAsk();
  const chosen = targets.find(({ id }) => id === target);
  const move = async (to: string) => {
    const done = await ask(() => releaseItem(plan.id, row.section.id, row.item.id, to));
    if (!done) return;
    announce(t("move.done"));
    onDone();
  };
  return (
    <Dialog title={t("move.title")} onClose={onDone} testId="move-dialog">
      <Radios
        legend={t("move.whom")}
        value={target}
        testId="move-to"
        options={targets.map((section) => ({ value: section.id, text: audienceText(section, room, person) }))}
        onInput={setTarget}
      />
      {chosen && (
        <>
          <WhoSees people={chosen.audience.map(person)} open />
          <Notice kind="warn">{t("move.warning")}</Notice>
        </>
      )}
      <Refused asked={asked} />
      <Button
        look="primary"
        testId="move-sure"
        disabled={!chosen}
        busy={asked.state === "sending"}
        onClick={() => chosen && void move(chosen.id)}
      >
        {t("move.sure")}
      </Button>
    </Dialog>
  );
}

/** The parts of the card to which an item of this one may move. */
export function moveTargets(plan: PlanView, from: SectionView): SectionView[] {
  return plan.sections.filter(({ id }) => from.moveTo.includes(id));
}
