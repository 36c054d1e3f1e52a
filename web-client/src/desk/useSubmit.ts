import { useState } from "preact/hooks";
import type { Asked } from "../ui/useAsk";
import { ApiError } from "../wire/api";

/** Sends a form over HTTP one at a time and keeps how it stands. Resolves to the answer, or undefined if refused. */
export function useSubmit<T>(): [Asked, (send: () => Promise<T>) => Promise<T | undefined>] {
  const [asked, setAsked] = useState<Asked>({ state: "idle" });
  const submit = async (send: () => Promise<T>) => {
    setAsked({ state: "sending" });
    try {
      const answer = await send();
      setAsked({ state: "done" });
      return answer;
    } catch (error) {
      const { code, about } = error instanceof ApiError ? error : { code: "unsure", about: [] };
      setAsked({ state: "refused", code, about });
      return undefined;
    }
  };
  return [asked, submit];
}
