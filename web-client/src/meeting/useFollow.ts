import { useRef, useState } from "preact/hooks";
import { childIsHere } from "../app/status";
import { draftsShown } from "../app/unsaved";
import { isTyping } from "../ui/Title";
import type { MeetingPhase } from "../wire/types";

interface Follow {
  shown: MeetingPhase;
  /** Looks at an earlier step, or goes along with the chair again when it is the current one. */
  look: (phase: MeetingPhase) => void;
}

/** Goes along with the chair, but never takes a screen away from a child, or from somebody who is typing or looking back. */
export function useFollow(current: MeetingPhase): Follow {
  const held = useRef<MeetingPhase | null>(null);
  const last = useRef(current);
  const [, render] = useState(0);
  if (last.current !== current) {
    if (held.current === null && last.current !== "lobby" && (isTyping() || draftsShown.size || childIsHere.peek()))
      held.current = last.current;
    last.current = current;
  }
  if (held.current === current) held.current = null;
  return {
    shown: held.current ?? current,
    look: (phase) => {
      held.current = phase === current ? null : phase;
      render((n) => n + 1);
    },
  };
}
