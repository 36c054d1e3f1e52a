import { useEffect, useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Title } from "../ui/Title";
import { t } from "../words/words";
import { lazy } from "./lazy";
import { askWhoWeAre, resume } from "./session";
import { beginAnew, somethingUnsaved } from "./unsaved";
import { useSeen } from "./useSeen";

const ProfessionalSignIn = lazy(() => import("../wayin/ProfessionalSignIn").then((m) => m.ProfessionalSignIn));

/** The page of somebody whom the server does not know (any more). */
export function SignedOut() {
  useSeen(() => void resume().catch(() => {}));
  return (
    <div class="narrow" data-testid="signed-out">
      <Title>{t("signedOut.title")}</Title>
      <p>{t("signedOut.text")}</p>
      <p>{t("signedOut.help")}</p>
      <Button look="primary" onClick={() => void askWhoWeAre()}>
        {t("common.again")}
      </Button>
      <ProfessionalSignIn to={location.pathname} />
    </div>
  );
}

/** The page of somebody who signed out: nothing is wrong. */
export function Left() {
  return (
    <div class="narrow" data-testid="left">
      <Title>{t("signedOut.left")}</Title>
      <p>{t("signedOut.text")}</p>
      <ProfessionalSignIn to="/" />
    </div>
  );
}

let trying: Promise<boolean> | null = null;

/** One try for the bar of the page and that of a dialog over it. */
const tryAgain = () => {
  trying ??= resume().finally(() => {
    trying = null;
  });
  return trying;
};

/** Over a page whose session ended: only what was typed stays on the screen until the person is back. */
export function SignedOutBar() {
  const [failed, setFailed] = useState(false);
  const again = () => {
    tryAgain().then(
      (back) => setFailed(!back),
      () => setFailed(true),
    );
  };
  useSeen(again);
  const held = somethingUnsaved.value;
  useEffect(() => {
    if (!held) beginAnew();
  }, [held]);
  return (
    <Notice kind="error" testId="signed-out-bar">
      <h2>{t("signedOut.title")}</h2>
      <p>{t("signedOut.keep")}</p>
      {failed && <p>{t("signedOut.notYet")}</p>}
      <Button onClick={again}>{t("common.again")}</Button>
    </Notice>
  );
}
