import { signal } from "@preact/signals";
import { table, underWay } from "../table/live";
import { type ApiError, api, isSignedOut, page } from "../wire/api";
import type { MeReply, SignedOutReply } from "../wire/types";
import { hear, isHeldElsewhere, tell } from "./otherTabs";
import { leaveFast } from "./quickExit";
import { go } from "./route";
import { beginAnew, ending, leaveWithoutAsking, somethingUnsaved } from "./unsaved";

const ARRIVAL_WAIT_MS = 2_000;

/** `asking` until the server said who we are; `unreachable` if it could not. */
export type Session =
  | { state: "asking" }
  | { state: "signedOut" }
  | { state: "unreachable" }
  | { state: "signedIn"; me: MeReply };

export const session = signal<Session>({ state: "asking" });

page.becameAnothers = startAnew;

/** Asks who we are, and connects when the session may do more than read minutes. */
export async function askWhoWeAre(): Promise<void> {
  try {
    goOnAs(await api.me());
  } catch (error) {
    session.value = { state: isSignedOut(error) ? "signedOut" : "unreachable" };
  }
}

/** Reads again what is on the desk; keeps what is shown when that fails, unless the session is over. */
export async function refreshDesk(): Promise<void> {
  const me = await api.me().catch((error) => {
    if (isSignedOut(error)) beginAnew();
    return null;
  });
  if (me && session.peek().state === "signedIn") goOnAs(me);
}

/** Shows what the server says now; false when it is of another person, or of less than this page began with. */
function takeOver(me: MeReply): boolean {
  const before = session.peek();
  if (before.state === "signedIn") {
    // First: also for who came for minutes only nothing of the person before may stay.
    if (before.me.visitor !== me.visitor) {
      startAnew();
      return false;
    }
    if (before.me.scope === "full" && me.scope !== "full") return false;
  }
  page.visitor = me.visitor;
  session.value = { state: "signedIn", me };
  return true;
}

function goOnAs(me: MeReply): boolean {
  if (!takeOver(me)) return false;
  if (me.scope === "full") table.start(me.visitor, startAnew);
  return true;
}

/** Somebody else came in on this device: nothing of the person before may stay, also not what they typed. */
function startAnew(): void {
  leaveWithoutAsking();
  table.stop();
  location.replace("/");
}

/** Whether a try to end other sessions too may have arrived although its answer did not. */
let answerLost = false;

/**
 * Signs out on purpose, once what is under way had a short time to arrive; the page is then empty of everything
 * personal. Still here with `unsaved`, when words would be lost and the person is not `sure`, and with `failed`.
 * `end` ends other sessions than this one too: with `signedOut` it could not, because this one is over.
 */
export async function signOut(sure: boolean, end = here): Promise<"left" | "unsaved" | "failed" | "signedOut"> {
  if (!sure) {
    await arrival();
    if (somethingUnsaved.peek() || (await isHeldElsewhere())) return "unsaved";
  }
  let left: SignedOutReply | undefined;
  ending.value = true;
  try {
    left = await end();
  } catch (error) {
    ending.value = false;
    if (!isSignedOut(error)) {
      if ((error as ApiError).status) answerLost = false;
      else if (end !== here && navigator.onLine) answerLost = true;
      return "failed";
    }
    if (!answerLost) return "signedOut";
  }
  tell("left");
  leave(left);
  return "left";
}

/** Whoever leaves in another tab of this browser leaves here too. */
export function hearOtherTabs(): void {
  hear((said) => {
    if (said === "quick") leaveFast();
    if (said === "left" && session.peek().state === "signedIn") leave();
    if (said === "held?" && somethingUnsaved.peek()) tell("held");
  });
}

/** Whom the server does not know is signed out here. */
const here = () =>
  api.signOut().catch((error) => {
    if (!isSignedOut(error)) throw error;
    return undefined;
  });

/**
 * The session is over: another page comes in place of this one, so that nothing of it stays in memory. Who came by a
 * provider goes on to sign out there.
 */
function leave(left?: SignedOutReply): void {
  leaveWithoutAsking();
  document.body.hidden = true;
  table.stop();
  location.replace(left?.providerSignOut ?? "/in");
}

/**
 * Goes on as whoever just came in. If somebody was here before, the page is fetched anew: on a shared telephone nothing of
 * one person may stay for the next.
 */
export function arriveAt(path: string): void {
  if (session.peek().state === "asking" && table.link.peek() === "connecting") {
    go(path, true);
    return;
  }
  leaveWithoutAsking();
  table.stop();
  location.replace(path);
}

async function arrival(): Promise<void> {
  let stop = () => {};
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ARRIVAL_WAIT_MS);
    const unsubscribe = underWay.subscribe((waits) => {
      if (!waits) resolve();
    });
    stop = () => {
      clearTimeout(timer);
      unsubscribe();
    };
  });
  stop();
}

/**
 * After a new sign-in in another tab: goes on here with everything still on the screen. False when that sign-in is not
 * good for this page.
 */
export const resume = async (): Promise<boolean> => goOnAs(await api.me());
