import { computed, effect, signal } from "@preact/signals";
import { table, unsaved } from "../table/live";

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

/** Signing out, or erasing a plan, is under way, or its answer is being read: the connection may end before that comes. */
export const ending = signal(false);

/** The session is over, and nothing of it is to be seen but what was typed. */
export const isOver = computed(() => table.link.value === "signedOut" && !ending.value);

/** The session is over: the page begins anew, with nothing of it left in memory, unless words would be lost. */
export function beginAnew(): void {
  hush();
  if (leaving || ending.peek() || somethingUnsaved.peek()) return;
  leaveWithoutAsking();
  location.reload();
}

const hush = () => globalThis.speechSynthesis?.cancel();

export function guardLeaving(): void {
  // A voice goes on when its page is gone, or shows nothing any more.
  addEventListener("pagehide", hush);
  effect(() => {
    if (isOver.value) hush();
  });
  addEventListener("input", ({ target }) => {
    // A list to choose from holds the names of others.
    if (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) target.dataset.typed = "";
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && somethingUnsaved.peek()) event.preventDefault();
  });
}
