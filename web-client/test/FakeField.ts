import type { TextField } from "../src/collab/TextBinding";

/** A textarea without a page: does to its value what a browser does, and raises the same events in the same order. */
export class FakeField extends EventTarget implements TextField {
  #value = "";
  selectionStart = 0;
  selectionEnd = 0;
  selectionDirection: "forward" | "backward" | "none" = "none";
  /** Writes that happened while a word was being composed: a phone's keyboard breaks on any. */
  writesWhileComposing = 0;
  #composing: { start: number; length: number } | null = null;

  get value() {
    return this.#value;
  }

  set value(text: string) {
    if (this.#composing && text !== this.#value) this.writesWhileComposing++;
    this.#value = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
    this.selectionStart = this.selectionEnd = this.#value.length;
  }

  setSelectionRange(start: number, end: number, direction: "forward" | "backward" | "none" = "none") {
    this.selectionStart = Math.min(start, this.#value.length);
    this.selectionEnd = Math.min(Math.max(start, end), this.#value.length);
    this.selectionDirection = direction;
  }

  get composing() {
    return this.#composing !== null;
  }

  /** Replaces the selection, as typing or pasting does; an empty text deletes it. */
  type(text: string) {
    this.#replace(this.selectionStart, this.selectionEnd, text);
  }

  compose(text: string) {
    if (!this.#composing) {
      this.dispatchEvent(new Event("compositionstart"));
      this.#composing = { start: this.selectionStart, length: this.selectionEnd - this.selectionStart };
    }
    const { start, length } = this.#composing;
    this.#composing = { start, length: text.length };
    this.#replace(start, start + length, text);
  }

  endComposition() {
    this.#composing = null;
    this.dispatchEvent(new Event("compositionend"));
  }

  #replace(start: number, end: number, text: string) {
    this.#value = this.#value.slice(0, start) + text + this.#value.slice(end);
    this.selectionStart = this.selectionEnd = start + text.length;
    this.dispatchEvent(new Event("input"));
  }
}
