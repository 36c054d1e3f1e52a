import { useRef, useState } from "preact/hooks";
import { askPlan } from "../table/live";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { ReadAloud } from "../ui/ReadAloud";
import { Refused } from "../ui/Refused";
import { SureDialog } from "../ui/SureDialog";
import { useAsk } from "../ui/useAsk";
import { useLanding } from "../ui/useLanding";
import type { ConsentView, PersonView, PlanView } from "../wire/types";
import { ConsentForm } from "./ConsentForm";
import { RecordGiven } from "./RecordGiven";
import { dateText, listText, t, word } from "./words";

/** Toestemming: what the viewer is asked for or gave, in plain words; for the director all of them. */
export function Consents({ plan, person }: { plan: PlanView; person: (id: string) => PersonView }) {
  const [asking, setAsking] = useState(false);
  if (plan.consents.length === 0 && !plan.rights.manage) return null;
  return (
    <section class="panel" data-testid="consents">
      <h2>{t("consents.title")}</h2>
      <ul class="commitments">
        {plan.consents.map((consent) => (
          <Consent key={consent.id} plan={plan} consent={consent} person={person} />
        ))}
      </ul>
      {plan.rights.manage && (
        <Button testId="consent-new" onClick={() => setAsking(true)}>
          + {t("consents.new")}
        </Button>
      )}
      {asking && (
        <Dialog title={t("consents.new")} onClose={() => setAsking(false)} testId="consent-dialog">
          <ConsentForm plan={plan} to={[]} onDone={() => setAsking(false)} />
        </Dialog>
      )}
    </section>
  );
}

interface ConsentProps {
  plan: PlanView;
  consent: ConsentView;
  person: (id: string) => PersonView;
}

function Consent({ plan, consent, person }: ConsentProps) {
  const [asked, ask] = useAsk();
  const names = (ids: readonly string[]) => listText(ids.map((id) => person(id).name));
  const what = listText(consent.categories.map((category) => word("category", category)));
  const busy = asked.state === "sending";
  const words = useRef<HTMLDivElement>(null);
  const [ending, setEnding] = useState(false);
  const [place, land] = useLanding<HTMLLIElement>();
  const say = async (kind: "giveConsent" | "withdrawConsent") => {
    const done = await ask(() => askPlan(plan.id, { kind, consent: consent.id }));
    if (done) land(t(kind === "giveConsent" ? "consent.saved" : "consent.withdrawn"));
    return done;
  };
  return (
    <li
      ref={place}
      tabIndex={-1}
      class="commitment"
      data-testid="consent"
      data-id={consent.id}
      data-counts={consent.counts}
    >
      <div ref={words}>
        <p class="commitment__text">
          {t("consent.text", { to: names(consent.to), about: names(consent.about) })} {t("consent.what", { what })}
        </p>
        <p>{consent.purpose ? t("consent.why", { why: consent.purpose }) : t("consent.hidden")}</p>
        {consent.restrictions && <p>{t("consent.not", { what: consent.restrictions })}</p>}
        <p class="soft">
          {consent.withdrawn ? t("consent.withdrawn") : t("consent.validUntil", { day: dateText(consent.validUntil) })}
        </p>
      </div>
      {consent.canGive && <ReadAloud of={words} />}
      {consent.given.map(({ by, on, medium, witness }) => (
        <p key={by} class="soft" data-testid="consent-given">
          {t(`consent.given.${medium}`, {
            name: person(by).name,
            day: dateText(on),
            witness: witness ? person(witness).name : "",
          })}
        </p>
      ))}
      {!consent.withdrawn && consent.missing.length > 0 && (
        <p class="soft">{t("consent.missing", { names: names(consent.missing) })}</p>
      )}
      {(consent.canGive || consent.canWithdraw) && <p class="hint">{t("consent.free")}</p>}
      <div class="answer__buttons">
        {consent.canGive && (
          <Button look="primary" busy={busy} testId="consent-give" onClick={() => void say("giveConsent")}>
            {t("consent.give")}
          </Button>
        )}
        {consent.canWithdraw && (
          <Button
            busy={busy}
            testId="consent-withdraw"
            // Who gave it ends it as easily; the director ends it for others.
            onClick={() => (plan.rights.manage ? setEnding(true) : void say("withdrawConsent"))}
          >
            {t("consent.withdraw")}
          </Button>
        )}
        {plan.rights.manage && !consent.withdrawn && consent.purpose && (
          <RecordGiven plan={plan} consent={consent} person={person} />
        )}
      </div>
      {ending ? (
        <SureDialog
          title={t("consent.endTitle")}
          yes={t("consent.endSure")}
          testId="consent-withdraw"
          asked={asked}
          act={() => say("withdrawConsent")}
          onDone={() => setEnding(false)}
        >
          <p>{t("consent.endText")}</p>
          <p>{t("consent.endFinal")}</p>
        </SureDialog>
      ) : (
        <Refused asked={asked} />
      )}
    </li>
  );
}
