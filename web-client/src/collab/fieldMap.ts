import type { Splice } from "./textDiff";

/** A step of a Y.Text delta. */
export interface DeltaStep {
  retain?: number | undefined;
  insert?: unknown;
  delete?: number | undefined;
}

const GONE = -1;

/**
 * Where each UTF-16 unit that the field shows stands in the shared text. While somebody composes a word the field
 * may not be written, so field and text drift apart; this map keeps local input landing in the right place.
 *
 *     field   h  a  l  o          (the word being composed)
 *     text    h  a  X  l  o       (somebody else inserted X)
 *     at      0  1  3  4
 *
 * The live entries rise strictly; GONE marks a unit that somebody else deleted.
 */
export class FieldMap {
  #at: number[];

  constructor(length: number) {
    this.#at = Array.from({ length }, (_, i) => i);
  }

  /** Follows a change that somebody else made to the shared text. */
  remote(delta: readonly DeltaStep[]): void {
    let index = 0;
    for (const step of delta) {
      if (step.retain !== undefined) {
        index += step.retain;
      } else if (typeof step.insert === "string") {
        this.#shift(index, step.insert.length);
        index += step.insert.length;
      } else if (step.delete !== undefined) {
        this.#cut(index, step.delete);
      }
    }
  }

  /** Follows a local edit of the field; returns what to do to the shared text, deletions last to first. */
  local(splice: Splice): { deletions: { index: number; length: number }[]; insertAt: number } {
    const deletions: { index: number; length: number }[] = [];
    for (let i = splice.start + splice.removed - 1; i >= splice.start; i--) {
      const at = this.#at[i] ?? GONE;
      if (at === GONE) continue;
      const last = deletions.at(-1);
      if (last && last.index === at + 1) {
        last.index = at;
        last.length++;
      } else {
        deletions.push({ index: at, length: 1 });
      }
    }
    this.#at.splice(splice.start, splice.removed);
    for (const { index, length } of deletions) this.#shift(index + length, -length);
    const insertAt = this.toText(splice.start, "left");
    this.#shift(insertAt, splice.inserted.length);
    this.#at.splice(splice.start, 0, ...Array.from({ length: splice.inserted.length }, (_, i) => insertAt + i));
    return { deletions, insertAt };
  }

  /** The place in the shared text of the gap before field unit `offset`, keeping to the neighbour on `side`. */
  toText(offset: number, side: "left" | "right"): number {
    const left = () => {
      for (let i = offset - 1; i >= 0; i--) if (this.#at[i] !== GONE) return (this.#at[i] ?? 0) + 1;
      return undefined;
    };
    const right = () => {
      for (let i = offset; i < this.#at.length; i++) if (this.#at[i] !== GONE) return this.#at[i];
      return undefined;
    };
    return (side === "left" ? (left() ?? right()) : (right() ?? left())) ?? 0;
  }

  #cut(index: number, length: number): void {
    for (let i = 0; i < this.#at.length; i++) {
      const at = this.#at[i] ?? GONE;
      if (at >= index && at < index + length) this.#at[i] = GONE;
      else if (at >= index + length) this.#at[i] = at - length;
    }
  }

  #shift(from: number, by: number): void {
    for (let i = 0; i < this.#at.length; i++) {
      const at = this.#at[i] ?? GONE;
      if (at >= from) this.#at[i] = at + by;
    }
  }
}
