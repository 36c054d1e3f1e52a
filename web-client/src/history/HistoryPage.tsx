import "./words";
import { useEffect } from "preact/hooks";
import { personFinder } from "../meeting/context";
import { livePlan } from "../table/live";
import { Button } from "../ui/Button";
import { WhoSees } from "../ui/Faces";
import { Link } from "../ui/Link";
import { Notice } from "../ui/Notice";
import { Title } from "../ui/Title";
import type { PlanView, SectionView } from "../wire/types";
import { refusalText, t } from "../words/words";
import { Moments } from "./Moments";
import { Steps } from "./Steps";
import { useHistory } from "./useHistory";

/** Earlier moments of one section, for whoever may look back: named moments, and what was changed when and by whom. */
export function HistoryPage({ plan: id, section: sectionId }: { plan: string; section: string }) {
  useEffect(() => livePlan.open(id), [id]);
  const plan = livePlan.view.value;
  const refusal = livePlan.refusal.value;
  if (refusal) return <Failed code={refusal.code} />;
  if (!plan || plan.id !== id) return <p class="waiting">{t("common.loading")}</p>;
  const section = plan.sections.find((each) => each.id === sectionId);
  return section ? <SectionHistory plan={plan} section={section} /> : <Failed code="section.not-a-reader" />;
}

function SectionHistory({ plan, section }: { plan: PlanView; section: SectionView }) {
  const { history, failed, reload, earlier } = useHistory(section.id);
  const person = personFinder(plan);
  if (failed) return <Failed code={failed} />;
  if (!history) return <p class="waiting">{t("common.loading")}</p>;
  return (
    <div class="narrow" data-testid="history">
      <Link to={`/plan/${plan.id}`}>‹ {plan.familyName}</Link>
      <Title>{t("history.title")}</Title>
      <Notice>{t("history.help")}</Notice>
      <WhoSees people={section.audience.map(person)} />
      <Moments
        section={section.id}
        moments={history.moments}
        canRestore={section.canWrite}
        onChanged={() => void reload()}
      />
      <h2>{t("history.steps")}</h2>
      {history.steps.length === 0 && <p>{t("history.none")}</p>}
      <Steps
        section={section.id}
        steps={history.steps}
        person={person}
        canRestore={section.canWrite}
        onRestored={() => void reload()}
      />
      {history.hasEarlier && (
        <Button testId="history-earlier" onClick={() => void earlier()}>
          {t("history.earlier")}
        </Button>
      )}
    </div>
  );
}

function Failed({ code }: { code: string }) {
  return (
    <div class="narrow" data-testid="history-refused">
      <Title>{t("history.refused")}</Title>
      <p>{refusalText(code)}</p>
      <Link to="/">{t("common.toDesk")}</Link>
    </div>
  );
}
