import { effect, type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { draftsShown, noteDraft } from "../../app/unsaved";
import { liveMeeting } from "../../table/live";
import type { OwnScoreView, ScoreVisibility } from "../../wire/types";

/** A score that is being made on this screen; it is nowhere else until it is sent. */
export interface ScoreDraft {
  value: number | null;
  passing: boolean;
  passReason: string;
  why: string;
  oneHigher: string;
  visibility: ScoreVisibility;
}

const SHOWN = "score on the screen";

/** What is sent of it: a number with its words, or why there is none. */
export const saidIn = (d: ScoreDraft) =>
  d.passing
    ? { value: null, passReason: d.passReason.trim(), why: "", oneHigher: "" }
    : { value: d.value, passReason: null, why: d.why.trim(), oneHigher: d.oneHigher.trim() };

/** Whether there is neither a number nor a reason for giving none. */
export const saysNothing = (d: ScoreDraft) => (d.passing ? d.passReason.trim() === "" : d.value === null);

const drafts = new Map<string, Signal<ScoreDraft>>();

/** The round that is answered, and the child whose answer it is if not the viewer's own. */
interface ScorePlace {
  meeting: string;
  room: string;
  round: number;
  child?: string;
}

/** The draft of one round: survives a look at another step, and nothing more. */
export function scoreDraft(place: ScorePlace, yours: OwnScoreView | null): Signal<ScoreDraft> {
  const name = `score ${place.meeting}/${place.room}/${place.round}/${place.child ?? ""}`;
  const known = drafts.get(name);
  if (known) return known;
  const draft = signal(fromView(yours));
  drafts.set(name, draft);
  let over = false;
  effect(() => {
    const now = draft.value;
    over = isOver(place) || over;
    // Nobody can send it any more.
    noteDraft(name, !over && isUnsent(now));
  });
  return draft;
}

function isOver({ meeting, room, round }: ScorePlace): boolean {
  const view = liveMeeting.view.value;
  const now = view?.id === meeting ? view.rooms.find(({ id }) => id === room)?.round : null;
  return !!now && (now.number > round || now.revealed !== null);
}

/** Drafts that hold nothing that the server has not. */
const sameAsSent = new WeakSet<ScoreDraft>();

/** Whether it holds something that the server has not. */
export const isUnsent = (d: ScoreDraft) => !sameAsSent.has(d) && hasWords(d);

/**
 * While words of it stand on the screen, that does not move away, and whoever closes it is asked first. Also when it is
 * too late to send them: they can be copied.
 */
export function useScoreShown(d: ScoreDraft): void {
  const held = isUnsent(d);
  useEffect(() => {
    if (!held) return;
    draftsShown.add(SHOWN);
    noteDraft(SHOWN, true);
    return () => {
      draftsShown.delete(SHOWN);
      noteDraft(SHOWN, false);
    };
  }, [held]);
}

/** Starts again from what the server has. */
export function takeFromServer(draft: Signal<ScoreDraft>, yours: OwnScoreView | null): void {
  draft.value = fromView(yours);
}

function fromView(yours: OwnScoreView | null): ScoreDraft {
  const draft: ScoreDraft = {
    value: yours?.value ?? null,
    passing: yours !== null && yours.value === null,
    passReason: yours?.passReason ?? "",
    why: yours?.why ?? "",
    oneHigher: yours?.oneHigher ?? "",
    visibility: yours?.visibility ?? "everyone",
  };
  sameAsSent.add(draft);
  return draft;
}

const hasWords = (d: ScoreDraft) => d.value !== null || d.passReason !== "" || d.why !== "" || d.oneHigher !== "";
