import { useLayoutEffect } from "preact/hooks";
import { childIsHere } from "../app/status";

/** A child is at this screen as long as it is shown, from its first moment. */
export function useChildHere(): void {
  useLayoutEffect(() => {
    childIsHere.value = true;
    return () => {
      childIsHere.value = false;
    };
  }, []);
}
