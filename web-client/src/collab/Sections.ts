import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Table } from "../table/Table";
import type {
  AcknowledgedEvent,
  OpenSectionReply,
  PresenceEvent,
  RefusedEvent,
  ResyncEvent,
  SectionChangedEvent,
  UpdatedEvent,
} from "../wire/types";
import { SectionDoc } from "./SectionDoc";

const STILL_TYPING_MS = 3_000;

/** The sections that are open on this screen, and the presence that we show in them. */
export class Sections {
  readonly #open = signal<ReadonlyMap<string, SectionDoc>>(new Map());
  readonly #table: Table;
  #shown = "";
  #typingTimer: ReturnType<typeof setTimeout> | undefined;

  /** True while words typed here wait for the server's disk. */
  readonly underWay: ReadonlySignal<boolean> = computed(() =>
    [...this.#open.value.values()].some((s) => s.unsaved.value),
  );
  /** True while words typed here are not on the server's disk, also those that the server would not keep. */
  readonly unsaved: ReadonlySignal<boolean> = computed(
    () => this.underWay.value || [...this.#open.value.values()].some((s) => s.rescued.value.length > 0),
  );

  /** True while the server cannot take what is typed here. */
  readonly held: ReadonlySignal<boolean> = computed(() => [...this.#open.value.values()].some((s) => s.held.value));

  constructor(table: Table) {
    this.#table = table;
    table.on<UpdatedEvent>("Updated", (e) => this.#of(e.section)?.receive(e.update, e.clients));
    table.on<AcknowledgedEvent>("Acknowledged", (e) => this.#of(e.section)?.acknowledged(e.number));
    table.on<RefusedEvent>("Refused", (e) => this.#of(e.section)?.refused(e.number, e.refusal));
    table.on<ResyncEvent>("Resync", (e) => this.#of(e.section)?.resync(e.refusal));
    table.on<SectionChangedEvent>("SectionChanged", (e) => this.#of(e.section)?.setCanWrite(e.canWrite));
    table.on<PresenceEvent>("Presence", (e) => this.#of(e.section)?.moved(e));
    table.onUp(() => {
      for (const section of this.#open.peek().values()) void section.open();
      this.#shown = "";
    });
    table.onDown(() => {
      for (const section of this.#open.peek().values()) section.away();
    });
  }

  get all(): ReadonlySignal<ReadonlyMap<string, SectionDoc>> {
    return this.#open;
  }

  /** Opens these sections, also one that was refused before, and closes the others; one with unsaved or unsavable words stays. */
  show(ids: readonly string[]): void {
    const before = this.#open.peek();
    const next = new Map<string, SectionDoc>();
    for (const [id, section] of before) {
      if (ids.includes(id) || section.unsaved.peek() || section.rescued.peek().length > 0) next.set(id, section);
      else this.#close(section);
    }
    for (const id of ids) {
      const known = next.get(id);
      const section = known ?? this.#make(id);
      next.set(id, section);
      if (this.#table.isUp && (!known || known.refusal.peek())) void section.open();
    }
    if (next.size !== before.size || [...next.keys()].some((id) => !before.has(id))) this.#open.value = next;
  }

  /** Shows the others of the section where we are, and whether we type; `null` when we left. */
  present(section: string, item: string | null, typing: boolean): void {
    clearTimeout(this.#typingTimer);
    const now = `${section} ${item ?? ""} ${typing}`;
    if (now !== this.#shown) {
      this.#shown = now;
      this.#table.send("SetPresence", { section, item, typing });
    }
    if (typing) this.#typingTimer = setTimeout(() => this.present(section, item, false), STILL_TYPING_MS);
  }

  #of(id: string): SectionDoc | undefined {
    return this.#open.peek().get(id);
  }

  #make(id: string): SectionDoc {
    return new SectionDoc(id, {
      open: (request) => this.#table.call<OpenSectionReply>("OpenSection", request),
      push: (request) => this.#table.send("PushUpdate", request),
    });
  }

  #close(section: SectionDoc): void {
    this.#table.send("CloseSection", { section: section.id });
    section.dispose();
  }
}
