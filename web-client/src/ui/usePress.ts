import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

const PRESSABLE = "a, button, input, label, select, summary, textarea";
const ENDS = ["pointerup", "pointercancel", "contextmenu", "keydown"];
/** No press lasts longer: a browser does not always say when one ends. */
const LONGEST_MS = 2_000;

/** Whether a finger is down on something to press, and until `after` ms later; draws again when that is over. */
export function usePress(after: number): RefObject<boolean> {
  const [, render] = useState(0);
  const pressed = useRef(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const endIn = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        pressed.current = false;
        render((n) => n + 1);
      }, ms);
    };
    const down = ({ target }: Event) => {
      if (!(target as Element | null)?.closest?.(PRESSABLE)) return;
      pressed.current = true;
      endIn(LONGEST_MS);
    };
    const end = () => pressed.current && endIn(after);
    document.addEventListener("pointerdown", down);
    for (const type of ENDS) document.addEventListener(type, end);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerdown", down);
      for (const type of ENDS) document.removeEventListener(type, end);
    };
  }, []);
  return pressed;
}
