import { type ReadonlySignal, signal } from "@preact/signals";
import type { Refusal } from "../wire/types";
import { waitAfter } from "../wire/waits";
import type { Table } from "./Table";

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 20_000;

/** A view that the server keeps up to date: opened by id, opened again after each return, replaced by each push. */
export class LiveView<TView extends { id: string }> {
  readonly #view = signal<TView | null>(null);
  readonly #refusal = signal<Refusal | null>(null);
  readonly #table: Table;
  readonly #openMethod: string;
  readonly #argument: (id: string) => unknown;
  #id: string | null = null;
  #attempt = 0;
  #failed = 0;
  #pushes = 0;

  constructor(table: Table, openMethod: string, changedEvent: string, argument: (id: string) => unknown) {
    this.#table = table;
    this.#openMethod = openMethod;
    this.#argument = argument;
    table.on<TView>(changedEvent, (view) => {
      if (view.id !== this.#id) return;
      this.#pushes++;
      this.#view.value = view;
    });
    table.onUp(() => void this.#load());
  }

  get view(): ReadonlySignal<TView | null> {
    return this.#view;
  }

  get refusal(): ReadonlySignal<Refusal | null> {
    return this.#refusal;
  }

  /** Shows this one; the view is null until it came. After a refusal it is asked again. */
  open(id: string | null): void {
    if (this.#id === id && !this.#refusal.peek()) return;
    this.#id = id;
    this.#failed = 0;
    this.#view.value = null;
    this.#refusal.value = null;
    if (this.#table.isUp) void this.#load();
  }

  async #load(): Promise<void> {
    const attempt = ++this.#attempt;
    const id = this.#id;
    if (id === null) return;
    const pushes = this.#pushes;
    try {
      const reply = await this.#table.call<{ refusal: Refusal | null; view: TView | null }>(
        this.#openMethod,
        this.#argument(id),
      );
      if (id !== this.#id) return;
      // Nothing is wrong with it, and what is shown stays.
      if (reply.refusal?.code === "section.too-fast") return this.#loadLater(attempt);
      this.#failed = 0;
      this.#refusal.value = reply.refusal;
      // What somebody may no longer see does not stay on their screen.
      if (reply.refusal) this.#view.value = null;
      // A view that was pushed meanwhile was made after the reply's.
      if (reply.view && pushes === this.#pushes) this.#view.value = reply.view;
    } catch {
      this.#loadLater(attempt);
    }
  }

  /** Only this call failed; when the connection is away, its return loads again. */
  #loadLater(attempt: number): void {
    setTimeout(
      () => {
        if (attempt === this.#attempt && this.#table.isUp) void this.#load();
      },
      waitAfter(this.#failed++, FIRST_RETRY_MS, LONGEST_RETRY_MS),
    );
  }
}
