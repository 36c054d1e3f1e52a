import { useState } from "preact/hooks";
import type { Refusal } from "../wire/types";

/** How an asked thing stands: not sent, on its way, received, or refused with a code. */
export type Asked =
  | { state: "idle" | "sending" | "done" }
  | { state: "refused"; code: string; about: readonly string[] };

/** Asks the server one thing at a time and keeps how it stands. Resolves to whether it was carried out. */
export function useAsk(): [Asked, (ask: () => Promise<Refusal | null>) => Promise<boolean>] {
  const [asked, setAsked] = useState<Asked>({ state: "idle" });
  const ask = async (question: () => Promise<Refusal | null>) => {
    setAsked({ state: "sending" });
    try {
      const refusal = await question();
      setAsked(refusal ? { state: "refused", code: refusal.code, about: refusal.about } : { state: "done" });
      return refusal === null;
    } catch {
      setAsked({ state: "refused", code: "unsure", about: [] });
      return false;
    }
  };
  return [asked, ask];
}
