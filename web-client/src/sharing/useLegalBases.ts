import { useEffect, useState } from "preact/hooks";
import type { LegalBasisReply } from "../wire/types";
import * as calls from "./calls";

/** The legal bases that the server knows; empty until they came. */
export function useLegalBases(): readonly LegalBasisReply[] {
  const [list, setList] = useState<readonly LegalBasisReply[]>([]);
  useEffect(() => {
    let here = true;
    calls.legalBases().then(
      (bases) => here && setList(bases),
      // Without the list the form cannot be sent; the director closes and opens it again.
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, []);
  return list;
}
