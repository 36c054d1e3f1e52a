import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { announce } from "../app/status";

/** Says that it worked, and puts the focus where the result stands: the button that was pressed may be gone. */
export function useLanding<T extends HTMLElement>(): [RefObject<T | null>, (said: string) => void] {
  const place = useRef<T>(null);
  const land = (said: string) => {
    announce(said);
    // Later: what came of it is drawn first.
    setTimeout(() => place.current?.focus());
  };
  return [place, land];
}
