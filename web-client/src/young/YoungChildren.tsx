import { Button } from "../ui/Button";
import { Link } from "../ui/Link";
import type { PersonView, PlanView, YoungChildView } from "../wire/types";
import { dayText, t } from "./words";

interface YoungChildrenProps {
  plan: PlanView;
  person: (id: string) => PersonView;
  onWrite: (child: YoungChildView) => void;
}

/** For who may be there for a child under 12: its minutes to read together, and its words to write down together (BR-20). */
export function YoungChildren({ plan, person, onWrite }: YoungChildrenProps) {
  return (
    <>
      {plan.youngChildren.map((young) => {
        const { name } = person(young.child);
        return (
          <section key={young.child} class="panel" data-testid="young" data-child={young.child}>
            <h2>{t("young.title", { name })}</h2>
            {young.minutes.length > 0 && <p class="hint">{t("young.readHelp", { name })}</p>}
            {young.minutes.map(({ id, publishedAt }) => (
              <Link key={id} to={`/minutes/${id}/with/${young.child}`} look="row" testId="young-read">
                <strong>{t("young.read", { day: dayText(publishedAt) })}</strong>
              </Link>
            ))}
            {young.helps && (
              <>
                <p class="hint">{t("young.writeHelp", { name })}</p>
                <Button testId="young-write" onClick={() => onWrite(young)}>
                  {t("young.write", { name })}
                </Button>
              </>
            )}
          </section>
        );
      })}
    </>
  );
}
