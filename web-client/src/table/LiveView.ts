import { type ReadonlySignal, signal } from "@preact/signals";
import type { Refusal } from "../wire/types";
import type { Table } from "./Table";

/** A view that the server keeps up to date: opened by id, opened again after each return, replaced by each push. */
export class LiveView<TView extends { id: string }> {
  readonly #view = signal<TView | null>(null);
  readonly #refusal = signal<Refusal | null>(null);
  readonly #table: Table;
  readonly #openMethod: string;
  readonly #argument: (id: string) => unknown;
  #id: string | null = null;

  constructor(table: Table, openMethod: string, changedEvent: string, argument: (id: string) => unknown) {
    this.#table = table;
    this.#openMethod = openMethod;
    this.#argument = argument;
    table.on<TView>(changedEvent, (view) => {
      if (view.id === this.#id) this.#view.value = view;
    });
    table.onUp(() => void this.#load());
  }

  get view(): ReadonlySignal<TView | null> {
    return this.#view;
  }

  get refusal(): ReadonlySignal<Refusal | null> {
    return this.#refusal;
  }

  /** Shows this one; the view is null until it came. */
  open(id: string | null): void {
    if (this.#id === id) return;
    this.#id = id;
    this.#view.value = null;
    this.#refusal.value = null;
    if (this.#table.isUp) void this.#load();
  }

  async #load(): Promise<void> {
    const id = this.#id;
    if (id === null) return;
    try {
      const reply = await this.#table.call<{ refusal: Refusal | null; view: TView | null }>(
        this.#openMethod,
        this.#argument(id),
      );
      if (id !== this.#id) return;
      this.#refusal.value = reply.refusal;
      if (reply.view) this.#view.value = reply.view;
    } catch {
      // Away: the next return loads again.
    }
  }
}
