import { useEffect } from "preact/hooks";

/** Calls `seen` when somebody looks at this page again: much may have happened in another tab. */
export function useSeen(seen: () => void): void {
  useEffect(() => {
    const changed = () => {
      if (document.visibilityState === "visible") seen();
    };
    document.addEventListener("visibilitychange", changed);
    return () => document.removeEventListener("visibilitychange", changed);
  }, []);
}
