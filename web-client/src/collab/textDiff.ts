/** One replacement in a text: at `start` (UTF-16 units) `removed` units give way to `inserted`. */
export interface Splice {
  start: number;
  removed: number;
  inserted: string;
}

/**
 * The one replacement that turns `before` into `after`, or null if they are equal.
 * Never cuts a surrogate pair: half a pair written into a Y.Text becomes U+FFFD for everybody else.
 * `caret` (the selection's end after the edit) tells apart edits that look the same, such as a letter typed in "aaa".
 */
export function diffText(before: string, after: string, caret: number = after.length): Splice | null {
  if (before === after) return null;
  const shortest = Math.min(before.length, after.length);
  // Typing, deleting and pasting leave alone what stands behind the caret.
  let tail = commonSuffix(before, after, Math.min(shortest, Math.max(0, after.length - caret)));
  const start = commonPrefix(before, after, shortest - tail);
  tail = commonSuffix(before, after, shortest - start);
  return {
    start,
    removed: before.length - tail - start,
    inserted: after.slice(start, after.length - tail),
  };
}

function commonPrefix(a: string, b: string, limit: number): number {
  let n = 0;
  while (n < limit && a.charCodeAt(n) === b.charCodeAt(n)) n++;
  return n > 0 && (splitsPair(a, n) || splitsPair(b, n)) ? n - 1 : n;
}

function commonSuffix(a: string, b: string, limit: number): number {
  let n = 0;
  while (n < limit && a.charCodeAt(a.length - n - 1) === b.charCodeAt(b.length - n - 1)) n++;
  return n > 0 && (splitsPair(a, a.length - n) || splitsPair(b, b.length - n)) ? n - 1 : n;
}

function splitsPair(text: string, at: number): boolean {
  return isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** The same text with every lone surrogate replaced by U+FFFD; the length stays the same. */
export function wellFormed(text: string): string {
  // Whole pairs are matched first; a lookbehind would be shorter, but older phones refuse the whole script for it.
  return text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, (found) =>
    found.length === 2 ? found : "\uFFFD",
  );
}
