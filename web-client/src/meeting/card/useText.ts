import { useEffect, useState } from "preact/hooks";
import type * as Y from "yjs";

/** The words of a shared text; renders again when they change. */
export function useText(text: Y.Text): string {
  const [, render] = useState(0);
  useEffect(() => {
    const changed = () => render((n) => n + 1);
    text.observe(changed);
    return () => text.unobserve(changed);
  }, [text]);
  return text.toString();
}
