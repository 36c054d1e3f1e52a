import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface Missing<T> {
  /** Whether the form was sent while something is missing. */
  missing: boolean;
  /** Once more each time it is sent so. */
  setMissing: (missing: boolean) => void;
  form: RefObject<T | null>;
}

/** Brings who sends a form with something missing to the first field that says so: its message may be far above the button. */
export function useMissing<T extends HTMLElement>(): Missing<T> {
  const [times, setTimes] = useState(0);
  const form = useRef<T>(null);
  useEffect(() => {
    const field = times > 0 && form.current?.querySelector(".error")?.closest(".field, .scale");
    if (field) field.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }, [times]);
  return { missing: times > 0, setMissing: (is) => setTimes((n) => (is ? n + 1 : 0)), form };
}
