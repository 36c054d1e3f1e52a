/** Refusals that pass by themselves: when somebody else leaves, when the server's store is back, or after a while. */
export const PASSING: ReadonlySet<string> = new Set([
  "section.full",
  "section.too-fast",
  "request.too-many-open",
  "server.unavailable",
]);

/**
 * Milliseconds to wait after so many failed tries (from 0): doubling up to `longest`, with a random part, so that many
 * phones do not come back in the same instant.
 */
export function waitAfter(failed: number, first: number, longest: number): number {
  return Math.min(longest, first * 2 ** Math.min(failed, 10)) * (0.5 + Math.random() / 2);
}

const LONGEST_ANSWER_MS = 10_000;

/** Ends a short question that has no answer after 10 s: on a connection that died unseen it would hang for minutes. */
export function inTime(): AbortSignal {
  const end = new AbortController();
  setTimeout(() => end.abort(), LONGEST_ANSWER_MS);
  return end.signal;
}
