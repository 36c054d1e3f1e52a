/**
 * Milliseconds to wait after so many failed tries (from 0): doubling up to `longest`, with a random part, so that many
 * phones do not come back in the same instant.
 */
export function waitAfter(failed: number, first: number, longest: number): number {
  return Math.min(longest, first * 2 ** Math.min(failed, 10)) * (0.5 + Math.random() / 2);
}
