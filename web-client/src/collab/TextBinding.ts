import type * as Y from "yjs";
import { FieldMap } from "./fieldMap";
import { diffText, wellFormed } from "./textDiff";

/** The part of a textarea that a binding needs. */
export interface TextField extends Pick<EventTarget, "addEventListener" | "removeEventListener"> {
  value: string;
  readonly selectionStart: number;
  readonly selectionEnd: number;
  readonly selectionDirection: "forward" | "backward" | "none";
  setSelectionRange(start: number, end: number, direction?: "forward" | "backward" | "none"): void;
}

/**
 * Keeps one textarea and one shared text the same while several people type in it.
 * - Local input is read as one replacement and never cuts a surrogate pair.
 * - While a word is composed (every word on an Android keyboard) the field is not written; input goes through a map
 *   from field to text, and what others wrote appears when the composition ends.
 * - The caret stays with the letters around it.
 */
export class TextBinding {
  #shown: string;
  #map: FieldMap;
  #composing = false;
  readonly #field: TextField;
  readonly #text: Y.Text;
  readonly #onInput: () => void;

  constructor(field: TextField, text: Y.Text, onInput: () => void = () => {}) {
    this.#field = field;
    this.#text = text;
    this.#onInput = onInput;
    this.#shown = showable(text);
    this.#map = new FieldMap(this.#shown.length);
    field.value = this.#shown;
    field.addEventListener("input", this.#input);
    field.addEventListener("compositionstart", this.#compositionStart);
    field.addEventListener("compositionend", this.#compositionEnd);
    text.observe(this.#remote);
  }

  /** Stops; the field keeps what it shows. */
  destroy(): void {
    this.#field.removeEventListener("input", this.#input);
    this.#field.removeEventListener("compositionstart", this.#compositionStart);
    this.#field.removeEventListener("compositionend", this.#compositionEnd);
    this.#text.unobserve(this.#remote);
  }

  readonly #compositionStart = () => {
    this.#composing = true;
  };

  readonly #compositionEnd = () => {
    this.#composing = false;
    this.#pushLocal();
    this.#write();
  };

  readonly #input = () => {
    this.#pushLocal();
    if (!this.#composing) this.#write();
    this.#onInput();
  };

  readonly #remote = (event: Y.YTextEvent, transaction: Y.Transaction) => {
    if (transaction.origin === this) return;
    this.#map.remote(event.delta);
    if (this.#composing) return;
    // An input event may still be on its way: what the field holds and we have not read yet goes first.
    if (this.#field.value !== this.#shown) return queueMicrotask(() => this.#settle());
    this.#write();
  };

  #settle(): void {
    this.#pushLocal();
    if (!this.#composing) this.#write();
  }

  #pushLocal(): void {
    const now = this.#field.value;
    const splice = diffText(this.#shown, now, this.#field.selectionEnd);
    if (!splice) return;
    this.#shown = now;
    const inserted = wellFormed(splice.inserted);
    const { deletions, insertAt } = this.#map.local(splice);
    this.#text.doc?.transact(() => {
      for (const { index, length } of deletions) this.#text.delete(index, length);
      if (inserted) this.#text.insert(insertAt, inserted);
    }, this);
  }

  #write(): void {
    const next = showable(this.#text);
    if (next !== this.#field.value) {
      const { selectionStart, selectionEnd, selectionDirection } = this.#field;
      const caret = selectionStart === selectionEnd;
      const start = this.#map.toText(selectionStart, caret ? "left" : "right");
      const end = caret ? start : Math.max(start, this.#map.toText(selectionEnd, "left"));
      this.#field.value = next;
      this.#field.setSelectionRange(start, end, selectionDirection);
    }
    this.#shown = next;
    this.#map = new FieldMap(next.length);
  }
}

/** A textarea turns CR into LF and CR LF into one unit; a space instead keeps every index the same. */
const showable = (text: Y.Text) => text.toString().replaceAll("\r", " ");
