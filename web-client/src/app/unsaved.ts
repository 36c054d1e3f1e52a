import { computed, signal } from "@preact/signals";
import { unsaved } from "../table/live";

/** Forms with words in them that were not sent, by name. */
const drafts = signal<ReadonlySet<string>>(new Set());

/** The names of those that are on the screen now. */
export const draftsShown = new Set<string>();

/** Forms on the screen whose words go with it. */
export const heldHere = new Set<string>();

/** Says whether a form holds words that were not sent yet. */
export function noteDraft(name: string, held: boolean): void {
  if (drafts.peek().has(name) === held) return;
  const next = new Set(drafts.peek());
  if (held) next.add(name);
  else next.delete(name);
  drafts.value = next;
}

export const somethingUnsaved = computed(() => unsaved.value || drafts.value.size > 0);

let leaving = false;

/** Whoever leaves fast is not asked anything, and nothing is read to them any more. */
export function leaveWithoutAsking(): void {
  leaving = true;
  hush();
}

/** Where the page goes is in the answer to signing out, or to erasing a plan, which the connection may overtake. */
export const signingOut = { underWay: false };

/** The session is over: the page begins anew, with nothing of it left in memory, unless words would be lost. */
export function beginAnew(): void {
  if (leaving || signingOut.underWay || somethingUnsaved.peek()) return;
  leaveWithoutAsking();
  location.reload();
}

const hush = () => globalThis.speechSynthesis?.cancel();

export function guardLeaving(): void {
  // A voice goes on when its page is gone.
  addEventListener("pagehide", hush);
  addEventListener("input", ({ target }) => {
    if (target instanceof HTMLElement) target.dataset.typed = "";
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && somethingUnsaved.peek()) event.preventDefault();
  });
}
