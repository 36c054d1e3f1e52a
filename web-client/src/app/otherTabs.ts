const ANSWER_MS = 150;

/** What a tab tells the others of this browser: the person leaves (fast), or are there words that would be lost? */
export type Said = "quick" | "left" | "held?" | "held";

let channel: BroadcastChannel | undefined;
let answer = (_: boolean) => {};

/** A browser that allows no channel may not hold anybody back. */
function withOthers(use: (others: BroadcastChannel) => void): void {
  try {
    channel ??= new BroadcastChannel("roundtable");
    use(channel);
  } catch {}
}

export const tell = (said: Said) => withOthers((others) => others.postMessage(said));

export function hear(handler: (said: Said) => void): void {
  withOthers((others) =>
    others.addEventListener("message", ({ data }: MessageEvent<Said>) => {
      if (data === "held") answer(true);
      handler(data);
    }),
  );
}

/** Whether another tab holds words that would be lost; a tab that is asleep does not say so. */
export function isHeldElsewhere(): Promise<boolean> {
  return new Promise((resolve) => {
    answer = resolve;
    tell("held?");
    setTimeout(() => resolve(false), ANSWER_MS);
  });
}
