import { useEffect, useRef, useState } from "preact/hooks";
import { Left } from "../app/SignedOut";
import { arriveAt } from "../app/session";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { ReadAloud } from "../ui/ReadAloud";
import { Title } from "../ui/Title";
import { ApiError, api, isFinal } from "../wire/api";
import type { LandingReply } from "../wire/types";
import { refusalText, t } from "../words/words";
import { CodeForm } from "./CodeForm";

type Step =
  | { name: "looking" }
  | { name: "who"; firstName: string; needsCode: boolean }
  | { name: "code" }
  | { name: "notMe"; who: Step }
  | { name: "failed"; code: string; passes: boolean };

/** A personal way in: "Ben jij Ria?", then the code that came another way. The token stays in memory only. */
export function WayIn({ token }: { token: string }) {
  const [step, setStep] = useState<Step>({ name: "looking" });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  const newest = useRef("");

  const look = async () => {
    newest.current = token;
    if (!token) return;
    setStep({ name: "looking" });
    const found = await api.look(token).then(
      (who): Step => ({ name: "who", ...who }),
      (problem): Step => ({ name: "failed", code: codeOf(problem), passes: passes(problem) }),
    );
    // Another link may have been opened meanwhile: its name goes with its own token.
    if (newest.current === token) setStep(found);
  };
  useEffect(() => void look(), [token]);

  const enter = async (code: string | null) => {
    setBusy(true);
    setError(undefined);
    try {
      const { landing } = await api.enter(token, code);
      arriveAt(pathOf(landing));
    } catch (problem) {
      const code = codeOf(problem);
      if (code === "wayin.wrong-code" || passes(problem)) setError(refusalText(code));
      else setStep({ name: "failed", code, passes: false });
    } finally {
      setBusy(false);
    }
  };

  if (!token) return <Left />;
  switch (step.name) {
    case "looking":
      return <p class="waiting">{t("common.loading")}</p>;
    case "who":
      return (
        <div class="narrow narrow--ask">
          <Title key="who">{t("wayIn.who", { name: step.firstName })}</Title>
          <ReadAloud of={[t("wayIn.who", { name: step.firstName }), t("wayIn.yes"), t("wayIn.no")]} />
          {error && <Notice kind="error">{error}</Notice>}
          <Button
            look="primary"
            busy={busy}
            testId="yes-its-me"
            onClick={() => (step.needsCode ? setStep({ name: "code" }) : void enter(null))}
          >
            {t("wayIn.yes")}
          </Button>
          <Button testId="not-me" onClick={() => setStep({ name: "notMe", who: step })}>
            {t("wayIn.no")}
          </Button>
        </div>
      );
    case "code":
      return <CodeForm busy={busy} error={error} onCode={(code) => void enter(code)} />;
    case "notMe":
      return (
        <div class="narrow">
          <Title key="notMe">{t("wayIn.notMeTitle")}</Title>
          <p>{t("wayIn.notMe")}</p>
          <Button testId="its-me-after-all" onClick={() => setStep(step.who)}>
            {t("wayIn.afterAll")}
          </Button>
        </div>
      );
    case "failed":
      return (
        <div class="narrow" data-testid="way-in-failed" data-code={step.code}>
          <Title key="failed">{t("wayIn.failedTitle")}</Title>
          <p>{refusalText(step.code)}</p>
          <p>{t("wayIn.callChair")}</p>
          {step.passes && (
            <Button look="primary" onClick={() => void look()}>
              {t("common.again")}
            </Button>
          )}
        </div>
      );
  }
}

/** Whether the same may succeed in a moment. */
const passes = (problem: unknown) => problem instanceof ApiError && !isFinal(problem);

const codeOf = (problem: unknown) => (problem instanceof ApiError ? problem.code : "unsure");

function pathOf(landing: LandingReply): string {
  if (landing.meeting) return `/meeting/${landing.meeting}`;
  if (landing.minutes) return `/minutes/${landing.minutes}`;
  if (landing.plan) return `/plan/${landing.plan}`;
  return "/";
}
