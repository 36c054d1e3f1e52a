import { useId, useLayoutEffect } from "preact/hooks";
import { heldHere, noteDraft } from "./unsaved";

/** Says while a form has words in it that go when its screen goes: nobody loses them without being asked. */
export function useHeld(held: boolean): void {
  const name = useId();
  useLayoutEffect(() => {
    if (!held) return;
    noteDraft(name, true);
    heldHere.add(name);
    return () => {
      noteDraft(name, false);
      heldHere.delete(name);
    };
  }, [held]);
}
