import { signal } from "@preact/signals";

/** What the one polite status region says. */
export const status = signal("");

/** Whether a child is at this screen: words of who helps it may not stand there meanwhile. */
export const childIsHere = signal(false);

const QUIET_MS = 2_500;
let last = -QUIET_MS;
let next: string | null = null;

/** Says something to who listens instead of looks; at most once every few seconds, the newest wins. */
export function announce(text: string): void {
  const wait = last + QUIET_MS - performance.now();
  if (next !== null) {
    next = text;
    return;
  }
  if (wait <= 0) {
    say(text);
    return;
  }
  next = text;
  setTimeout(() => {
    if (next !== null) say(next);
    next = null;
  }, wait);
}

function say(text: string): void {
  last = performance.now();
  // The same words as before are no change, and would not be said.
  if (status.peek() === text) {
    status.value = "";
    setTimeout(() => say(text));
  } else status.value = text;
}
