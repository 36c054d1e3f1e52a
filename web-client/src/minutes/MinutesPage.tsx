import { useEffect, useRef, useState } from "preact/hooks";
import { session } from "../app/session";
import { somethingUnsaved } from "../app/unsaved";
import { useSubmit } from "../desk/useSubmit";
import { livePlan } from "../table/live";
import { Button } from "../ui/Button";
import { Link } from "../ui/Link";
import { Notice } from "../ui/Notice";
import { ReadAloud } from "../ui/ReadAloud";
import { Refused } from "../ui/Refused";
import { Title } from "../ui/Title";
import { useLanding } from "../ui/useLanding";
import { ApiError, isFinal, isSignedOut, part, request } from "../wire/api";
import { download, save } from "../wire/files";
import type { MinutesReply } from "../wire/types";
import * as calls from "./calls";
import { Reactions } from "./Reactions";
import { dayText, momentText, refusalText, t } from "./words";

/** The minutes as they were made for this reader (safe HTML of the server), "Gelezen", and the reader's own words beside them. */
export function MinutesPage({ id, person }: { id: string; person?: string }) {
  const [minutes, setMinutes] = useState<MinutesReply>();
  const [failed, setFailed] = useState<ApiError>();
  const load = () =>
    (person
      ? request<MinutesReply>("GET", `/api/minutes/${part(id)}/of/${part(person)}/together`)
      : calls.minutes(id)
    ).then(
      (now) => {
        setMinutes(now);
        setFailed(undefined);
      },
      // An answer that broke off was no answer.
      (error: unknown) => setFailed(error instanceof ApiError ? error : new ApiError(0, "network")),
    );
  useEffect(() => void load(), [id]);
  const words = useRef<HTMLElement>(null);
  const plan = minutes?.plan;
  useEffect(() => {
    // Names beside reactions: only who may do more than read minutes gets to see the plan.
    const who = session.peek();
    if (plan && who.state === "signedIn" && who.me.scope === "full") livePlan.open(plan);
  }, [plan]);
  const kept = failed && isSignedOut(failed) && somethingUnsaved.value;
  const over = failed && isFinal(failed) && !kept;
  // What stands here already is taken away only when the reader may not read it any more; a reaction not sent yet stays.
  if (failed && (!minutes || over))
    return (
      <div class="narrow" data-testid="minutes-refused">
        <Title>{t(failed.status === 0 ? "unreachable.title" : "minutes.refused")}</Title>
        <p>{refusalText(failed.code)}</p>
        {(!over || isSignedOut(failed)) && <Again onClick={load} />}
        <Link to="/">{t("common.toDesk")}</Link>
      </div>
    );
  if (!minutes) return <p class="waiting">{t("common.loading")}</p>;
  return (
    <article class={kept ? "narrow over" : "narrow"} data-testid="minutes">
      <Link to="/">‹ {t("common.toDesk")}</Link>
      <Title>{minutes.title}</Title>
      <p class="soft">{t("minutes.published", { moment: momentText(minutes.publishedAt) })}</p>
      {minutes.newer && (
        <Notice testId="minutes-newer">
          {t("minutes.newer", { day: dayText(minutes.newer.publishedAt) })}{" "}
          {minutes.newer.id && <Link to={`/minutes/${minutes.newer.id}`}>{t("minutes.toNewer")}</Link>}
        </Notice>
      )}
      {/* A table may be wider than a small screen: whoever has no pointer scrolls it with the keys. */}
      <section
        ref={words}
        class="document"
        aria-label={minutes.title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
        tabIndex={0}
        data-testid="minutes-text"
        dangerouslySetInnerHTML={{ __html: minutes.html }}
      />
      {!person && (
        <>
          {failed && (
            <Notice kind="error" testId="minutes-old">
              <p>{refusalText(failed.code)}</p>
              <Again onClick={load} />
            </Notice>
          )}
          <ReadAloud of={words} />
          <Acknowledge minutes={minutes} onDone={load} />
          <Reactions minutes={minutes} onDone={load} />
          <Pdf id={minutes.id} />
        </>
      )}
      <p class="soft">{t("minutes.hash", { hash: minutes.hash.slice(0, 16) })}</p>
    </article>
  );
}

function Again({ onClick }: { onClick: () => Promise<void> }) {
  return (
    <Button testId="minutes-again" onClick={() => void onClick()}>
      {t("common.again")}
    </Button>
  );
}

/** A file to keep, only when somebody asks for it: it stays on the device. */
function Pdf({ id }: { id: string }) {
  const [asked, submit] = useSubmit<Blob>();
  const take = async () => {
    const file = await submit(() => download(`/api/minutes/${part(id)}/pdf`));
    if (file) save(file, "bericht.pdf");
  };
  return (
    <div class="panel">
      <p class="hint">{t("minutes.pdfHelp")}</p>
      <Refused asked={asked} />
      <Button busy={asked.state === "sending"} testId="minutes-pdf" onClick={() => void take()}>
        {t("minutes.pdf")}
      </Button>
    </div>
  );
}

function Acknowledge({ minutes, onDone }: { minutes: MinutesReply; onDone: () => Promise<void> }) {
  const [asked, submit] = useSubmit<true>();
  const [place, land] = useLanding<HTMLDivElement>();
  if (minutes.acknowledgedAt)
    return (
      <div ref={place} tabIndex={-1}>
        <Notice kind="good" testId="acknowledged">
          {t("minutes.acknowledged", { moment: momentText(minutes.acknowledgedAt) })}
        </Notice>
      </div>
    );
  const acknowledge = async () => {
    const done = await submit(() => calls.acknowledge(minutes.id).then(() => true as const));
    if (!done) return;
    await onDone();
    land(t("minutes.read"));
  };
  return (
    <div class="panel">
      <p>{t("minutes.ask")}</p>
      <Refused asked={asked} />
      <Button look="primary" busy={asked.state === "sending"} testId="acknowledge" onClick={() => void acknowledge()}>
        {t("minutes.read")}
      </Button>
    </div>
  );
}
