import { useEffect, useState } from "preact/hooks";
import type { SignOut as WayOut } from "../app/SignOut";
import { Button } from "../ui/Button";
import { Link } from "../ui/Link";
import { Notice } from "../ui/Notice";
import { Refused } from "../ui/Refused";
import { Title } from "../ui/Title";
import type { SessionReply } from "../wire/types";
import { momentText, t, word } from "../words/words";
import * as calls from "./calls";
import { useSubmit } from "./useSubmit";
import "../wayin/words";

/**
 * Where somebody is signed in: one device can be signed out, or all of them. The way out is given: imported here, it would
 * be a file of its own in a guest's first load.
 */
export function SessionsPage({ SignOut }: { SignOut: typeof WayOut }) {
  const [sessions, setSessions] = useState<readonly SessionReply[]>();
  const [asked, submit] = useSubmit<true>();
  const load = () =>
    submit(async () => {
      setSessions((await calls.sessions()).sessions);
      return true;
    });
  useEffect(() => void load(), []);
  const end = async (session: string) => {
    if (await submit(() => calls.endSession(session).then(() => true as const))) await load();
  };
  return (
    <div class="narrow" data-testid="sessions">
      <Link to="/">‹ {t("common.toDesk")}</Link>
      <Title>{t("sessions.title")}</Title>
      <p>{t("sessions.text")}</p>
      <Refused asked={asked} />
      {sessions?.map((session) => (
        <section key={session.id} class="panel" data-testid="session" data-current={session.current}>
          <h2>{word("device", session.device)}</h2>
          {session.startedAt && <p>{t("sessions.since", { moment: momentText(session.startedAt) })}</p>}
          {session.minutesOnly && <p class="soft">{t("sessions.minutesOnly")}</p>}
          {session.current ? (
            <Notice>{t("sessions.current")}</Notice>
          ) : (
            <Button testId="session-end" onClick={() => void end(session.id)}>
              {t("sessions.end")}
            </Button>
          )}
        </section>
      ))}
      <SignOut everywhere={calls.signOutEverywhere} />
    </div>
  );
}
