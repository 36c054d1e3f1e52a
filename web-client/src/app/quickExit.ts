import { table } from "../table/live";
import { inTime, waitAfter } from "../wire/waits";
import { tell } from "./otherTabs";
import { leaveWithoutAsking } from "./unsaved";

const NEUTRAL_PAGE = "https://www.buienradar.nl";
/** Kept by this tab until the session is over; it says nothing of anybody. */
const MARK = "leaving";
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/** Signs out and puts a neutral page in place of this one and of every other tab; it cannot wipe the browser's history. */
export function quickExit(): void {
  tell("quick");
  leaveFast();
}

/** As every tab does it: the one in which it began may be closed before it has an answer. */
export function leaveFast(): void {
  leaveWithoutAsking();
  document.body.hidden = true;
  table.stop();
  note((kept) => kept.setItem(MARK, ""));
  // Nobody waits for it: the request outlives the page.
  void endSession();
  location.replace(NEUTRAL_PAGE);
}

/** Whoever left fast without connection is still signed in: ends that first, before anything is shown. */
export async function leftBefore(): Promise<void> {
  for (let failed = 0; isMarked() && !(await endSession()); failed++)
    await new Promise((resolve) => setTimeout(resolve, waitAfter(failed, FIRST_WAIT_MS, LONGEST_WAIT_MS)));
}

async function endSession(): Promise<boolean> {
  const request = { method: "POST", headers: { "X-RoundTable": "1" }, keepalive: true, signal: inTime() };
  const answered = await fetch("/api/sign-out", request).then(
    ({ status }) => status < 500 && status !== 429,
    () => false,
  );
  if (answered) note((kept) => kept.removeItem(MARK));
  return answered;
}

function isMarked(): boolean {
  let marked = false;
  note((kept) => {
    marked = kept.getItem(MARK) !== null;
  });
  return marked;
}

/** A browser that keeps nothing may not hold anybody back. */
function note(use: (kept: Storage) => void): void {
  try {
    use(sessionStorage);
  } catch {}
}
