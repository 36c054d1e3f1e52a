import { type Signal, signal } from "@preact/signals";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { newId } from "../wire/ids";
import { draftsShown, noteDraft } from "./unsaved";

/** What is being written in a form: it outlives the form's screen, and is nowhere else until it is sent. */
export interface Draft<T> {
  readonly now: T;
  /** Whether it holds words that would be lost. */
  readonly held: boolean;
  /** Changes it; gives what it is then. */
  set(change: Partial<T>): T;
  /** What was `sent` arrived: the form begins anew, unless something was written meanwhile. Says whether it did. */
  clear(sent: T): boolean;
}

const drafts = new Map<string, Signal<object>>();

/** The draft of this name, begun when there is none. */
export function draftOf<T extends object>(name: string, begin: () => T, hasWords: (now: T) => boolean): Draft<T> {
  const kept = (drafts.get(name) ?? signal(begin())) as Signal<T>;
  drafts.set(name, kept);
  const put = (now: T) => {
    // An answer may come when the form was left, and another begun under this name.
    if (drafts.get(name) === kept) {
      kept.value = now;
      noteDraft(name, hasWords(now));
    }
    return now;
  };
  return {
    now: kept.value,
    held: hasWords(kept.value),
    set: (change) => put({ ...kept.peek(), ...change }),
    clear: (sent) => {
      if (kept.peek() !== sent) return false;
      put(begin());
      return true;
    },
  };
}

/** What is sent of a draft gets an id: the same one when the same is sent again, so that it is carried out once. */
export function identified<T extends { id: string; words: string }>(draft: Draft<T>, prefix: string, said: object): T {
  const words = JSON.stringify(said);
  return draft.now.words === words ? draft.now : draft.set({ id: newId(prefix), words } as Partial<T>);
}

/** Begins anew next time, unless there are words in it. */
export function leaveDraft(name: string, held: boolean): void {
  if (!held) drafts.delete(name);
}

/** The draft of a form that is on the screen; while it holds words the screen does not move away. */
export function useDraft<T extends object>(name: string, begin: () => T, hasWords: (now: T) => boolean): Draft<T> {
  const draft = draftOf(name, begin, hasWords);
  const { held } = draft;
  // Before the next screen is drawn: it may have a form of this name too.
  useLayoutEffect(() => () => leaveDraft(name, draftOf(name, begin, hasWords).held), [name]);
  useEffect(() => {
    if (!held) return;
    noteDraft(name, true);
    draftsShown.add(name);
    return () => draftsShown.delete(name);
  }, [name, held]);
  return draft;
}
