import { useEffect, useState } from "preact/hooks";
import * as calls from "./calls";

/** Who of the family and network has no code yet; nobody until that is known. */
export function useWithoutCode(plan: string): ReadonlySet<string> {
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let here = true;
    calls.withoutCode(plan).then(
      ({ people }) => here && setWithout(new Set(people)),
      // It is a warning only: what waits for a code is a task afterwards too.
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [plan]);
  return without;
}
