import { useEffect, useState } from "preact/hooks";
import { ApiError } from "../wire/api";
import type { MomentReply, StepReply } from "../wire/types";
import * as calls from "./calls";

export interface History {
  steps: StepReply[];
  moments: MomentReply[];
  hasEarlier: boolean;
}

/** The history of a section or of one item of it: the latest steps, earlier ones when asked for, all anew after a change. */
export function useHistory(section: string, item?: string) {
  const [history, setHistory] = useState<History>();
  const [failed, setFailed] = useState<string>();
  const fail = (error: unknown) => setFailed(error instanceof ApiError ? error.code : "other");
  const reload = async () => {
    try {
      setHistory(await calls.history(section, item));
      setFailed(undefined);
    } catch (error) {
      fail(error);
    }
  };
  const earlier = async () => {
    const before = history?.steps.at(-1)?.seq;
    if (!history || before === undefined) return;
    try {
      const more = await calls.history(section, item, before);
      setHistory({ ...history, steps: [...history.steps, ...more.steps], hasEarlier: more.hasEarlier });
    } catch (error) {
      fail(error);
    }
  };
  useEffect(() => void reload(), [section, item]);
  return { history, failed, reload, earlier };
}
