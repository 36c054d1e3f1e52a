import { useState } from "preact/hooks";
import { useHeld } from "../app/useHeld";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Radios, TextBox } from "../ui/Field";
import { Refused } from "../ui/Refused";
import type { EmergencyUseView, EmergencyVerdict, PersonView, PlanView } from "../wire/types";
import { reviewEmergency } from "./calls";
import { momentText, t } from "./words";

/** Who used emergency access and why; whoever may judge it does so here. */
export function EmergencyUses({ plan, person }: { plan: PlanView; person: (id: string) => PersonView }) {
  const [judged, setJudged] = useState<EmergencyUseView>();
  return (
    <section class="panel" data-testid="emergency-uses">
      <h2>{t("emergency.uses")}</h2>
      <ul class="people">
        {plan.emergencies.map((use) => (
          <li key={use.id} data-testid="emergency-use" data-verdict={use.verdict ?? "none"}>
            <span>
              <strong>{t("emergency.use", { name: person(use.by).name })}</strong>
              <br />
              {use.reason ?? t("emergency.noReason")}
              <br />
              <span class="soft">
                {momentText(use.at)} · {t(use.verdict ? `emergency.${use.verdict}` : "emergency.waits")}
                {use.remark && ` · ${use.remark}`}
              </span>
            </span>
            {use.canReview && (
              <Button testId="emergency-review" about={person(use.by).name} onClick={() => setJudged(use)}>
                {t("emergency.review")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {judged && (
        <Judge plan={plan.id} use={judged} name={person(judged.by).name} onDone={() => setJudged(undefined)} />
      )}
    </section>
  );
}

interface JudgeProps {
  plan: string;
  use: EmergencyUseView;
  name: string;
  onDone: () => void;
}

function Judge({ plan, use, name, onDone }: JudgeProps) {
  const [verdict, setVerdict] = useState<EmergencyVerdict | null>(null);
  const [remark, setRemark] = useState("");
  useHeld(remark !== "");
  const [asked, submit] = useSubmit<true>();
  const complete = verdict !== null && (verdict === "justified" || remark.trim() !== "");
  const send = async () => {
    if (verdict === null) return;
    const done = await submit(() =>
      reviewEmergency(plan, use.id, { verdict, remark: remark.trim() }).then(() => true as const),
    );
    if (done) onDone();
  };
  return (
    <Dialog title={t("emergency.reviewTitle")} onClose={onDone} testId="emergency-review-dialog">
      <p>
        <strong>{t("emergency.use", { name })}</strong>
      </p>
      <blockquote class="quote">{use.reason ?? t("emergency.noReason")}</blockquote>
      <p class="soft">
        {momentText(use.at)} ·{" "}
        {t(Date.parse(use.until) > Date.now() ? "emergency.running" : "emergency.ended", {
          moment: momentText(use.until),
        })}
      </p>
      <p class="hint">{t("emergency.reviewHelp")}</p>
      <Radios
        legend={t("emergency.reviewTitle")}
        value={verdict}
        options={(["justified", "misuse"] as const).map((value) => ({ value, text: t(`emergency.${value}`) }))}
        onInput={setVerdict}
        testId="emergency-verdict"
      />
      {verdict === "misuse" && <p class="hint">{t("emergency.misuseHelp")}</p>}
      <TextBox
        label={t("emergency.remark")}
        value={remark}
        maxLength={1000}
        testId="emergency-remark"
        onInput={setRemark}
      />
      <Refused asked={asked} />
      <Button
        look="primary"
        busy={asked.state === "sending"}
        disabled={!complete}
        testId="emergency-save"
        onClick={() => void send()}
      >
        {t("emergency.save")}
      </Button>
    </Dialog>
  );
}
