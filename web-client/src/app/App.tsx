import { useEffect } from "preact/hooks";
import { MeetingPage } from "../meeting/MeetingPage";
import { Button } from "../ui/Button";
import { Title } from "../ui/Title";
import { WayIn } from "../wayin/WayIn";
import { t } from "../words/words";
import { lazy } from "./lazy";
import { RescuedTexts } from "./RescuedTexts";
import { route } from "./route";
import { Shell } from "./Shell";
import { SignedOut, SignedOutBar } from "./SignedOut";
import { SignOut } from "./SignOut";
import { askWhoWeAre, refreshDesk, session } from "./session";
import { isOver } from "./unsaved";
import { useSeen } from "./useSeen";

const Desk = lazy(() => import("../desk/Desk").then((m) => m.Desk));
const PlanPage = lazy(() => import("../plan/PlanPage").then((m) => m.PlanPage));
const SessionsPage = lazy(() => import("../desk/SessionsPage").then((m) => m.SessionsPage));
const SignInPage = lazy(() => import("../wayin/SignInPage").then((m) => m.SignInPage));
const HistoryPage = lazy(() => import("../history/HistoryPage").then((m) => m.HistoryPage));
const MinutesPage = lazy(() => import("../minutes/MinutesPage").then((m) => m.MinutesPage));

/** The screen that belongs to the address and to who is looking. */
export function App() {
  const at = route.value;
  if (at.page === "wayIn")
    return (
      <Shell>
        <WayIn token={at.token} />
      </Shell>
    );
  if (at.page === "signIn")
    return (
      <Shell>
        <SignInPage problem={at.problem} />
      </Shell>
    );
  return <SignedInApp />;
}

function SignedInApp() {
  const at = route.value;
  const who = session.value;
  useEffect(() => {
    if (session.peek().state !== "signedIn") void askWhoWeAre();
  }, []);
  // Who reads minutes only has no connection by which the server tells that the session is over.
  useSeen(() => {
    const now = session.peek();
    if (now.state === "signedIn" && now.me.scope !== "full") void refreshDesk();
  });
  if (who.state === "signedOut")
    return (
      <Shell>
        <SignedOut />
      </Shell>
    );
  if (who.state === "unreachable")
    return (
      <Shell>
        <Title>{t("unreachable.title")}</Title>
        <p>{t("unreachable.text")}</p>
        <Button look="primary" onClick={() => void askWhoWeAre()}>
          {t("common.again")}
        </Button>
      </Shell>
    );
  if (who.state === "asking")
    return (
      <Shell>
        <p class="waiting">{t("common.loading")}</p>
      </Shell>
    );
  return (
    <Shell live={who.me.scope === "full"} signedIn={who.me.scope}>
      {who.me.scope === "full" && isOver.value && <SignedOutBar />}
      <RescuedTexts />
      {at.page === "meeting" && <MeetingPage key={at.id} id={at.id} />}
      {at.page === "plan" && <PlanPage key={at.id} id={at.id} />}
      {at.page === "history" && <HistoryPage key={at.section} plan={at.plan} section={at.section} />}
      {at.page === "minutes" && <MinutesPage key={at.id} id={at.id} />}
      {at.page === "together" && <MinutesPage key={`${at.id} ${at.person}`} id={at.id} person={at.person} />}
      {at.page === "sessions" && <SessionsPage SignOut={SignOut} />}
      {(at.page === "desk" || at.page === "unknown") && <Desk me={who.me} />}
    </Shell>
  );
}
