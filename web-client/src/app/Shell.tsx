import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { sections, table, unsaved as unsavedNow } from "../table/live";
import { Link } from "../ui/Link";
import type { SessionScope } from "../wire/types";
import { language, speak, t } from "../words/words";
import { ExitButton } from "./ExitButton";
import { LinkPill } from "./LinkPill";
import { isOutOfDate } from "./newVersion";
import { SignOut } from "./SignOut";
import { announce, status } from "./status";
import { isOver, somethingUnsaved } from "./unsaved";

const SAID_AFTER_MS = 3_000;
const MAIN = "main";

/** What every screen has: the way out, how the connection stands, whether all is saved, one status region. */
export function Shell({
  live = false,
  signedIn = null,
  children,
}: {
  live?: boolean;
  signedIn?: SessionScope | null;
  children: ComponentChildren;
}) {
  const [said, say] = useState("");
  const main = useRef<HTMLElement>(null);
  return (
    <>
      <a
        class="skip"
        href={`#${MAIN}`}
        onClick={(event) => {
          // What stands behind the # of an address is read as a way in, or as a problem with one.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t("shell.skip")}
      </a>
      <header class="top">
        <div class="top__state">{live && <Pills />}</div>
        <ExitButton />
        {live && <HeldBack />}
      </header>
      <main id={MAIN} ref={main} tabIndex={-1} class={live && isOver.value ? "over" : undefined}>
        {children}
      </main>
      <footer class="foot">
        <p>{t("shell.exitHelp")}</p>
        {said && <p role="alert">{said}</p>}
        <div class="foot__buttons">
          <button
            type="button"
            class="link"
            lang={language.value === "nl" ? "en" : "nl"}
            data-testid="language"
            onClick={() => {
              say("");
              speak(language.value === "nl" ? "en" : "nl").catch(async () => say(await whyNot()));
            }}
          >
            {language.value === "nl" ? "English" : "Nederlands"}
          </button>
          {signedIn === "full" && (
            <Link to="/sessions" testId="to-sessions">
              {t("sessions.link")}
            </Link>
          )}
          {signedIn && <SignOut />}
        </div>
      </footer>
      <div class="visually-hidden" role="status" data-testid="status">
        {status.value}
      </div>
    </>
  );
}

/** The other language did not come: the page is too old, or there is no connection. */
const whyNot = async () => t((await isOutOfDate()) ? "common.newVersion" : "refusal.network");

const SAVED = { saved: "saved.yes", unsaved: "saved.no", unsent: "score.notSent" } as const;

/** Words in a form are nowhere but on this screen. */
const savedState = () => (unsavedNow.value ? "unsaved" : somethingUnsaved.value ? "unsent" : "saved");

function Pills() {
  const link = table.link.value;
  const unsaved = unsavedNow.value;
  const held = sections.held.value;
  const state = savedState();
  useEffect(() => {
    const timer = setTimeout(
      () => {
        if (link === "connecting") return;
        announce(`${t(`link.${link}`)}. ${t(SAVED[savedState()])}.${held ? ` ${t("held.why")}` : ""}`);
      },
      held ? 0 : SAID_AFTER_MS,
    );
    return () => clearTimeout(timer);
  }, [link, unsaved, held]);
  return (
    <>
      <LinkPill testId="connection" />
      <span class={`pill pill--${state}`} data-testid="saved" data-state={state}>
        {t(SAVED[state])}
      </span>
    </>
  );
}

/** The server said why words typed here are not saved: too many wait for its disk. They go on their way by themselves. */
function HeldBack() {
  if (!sections.held.value) return null;
  return (
    <p class="top__held" data-testid="held-back">
      {t("held.why")}
    </p>
  );
}
