import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import * as Y from "yjs";
import { fromBase64, toBase64 } from "../wire/bytes";
import type {
  OpenSectionReply,
  OpenSectionRequest,
  PersonPresence,
  PresenceEvent,
  PushUpdateRequest,
  Refusal,
} from "../wire/types";
import { PASSING, waitAfter } from "../wire/waits";
import { type CardItem, hasWordsSince, isGone, itemsOf, readItems, textOf, wordsOf } from "./items";

/** What a section needs of the connection. */
export interface SectionTransport {
  open(request: OpenSectionRequest): Promise<OpenSectionReply>;
  push(request: PushUpdateRequest): void;
}

/** Text of somebody's own that the server would not keep; shown for copying. */
export interface Rescued {
  item: string;
  text: string;
  code: string;
}

/** What was typed, and up to which clock of ours. */
interface Typed {
  update: Uint8Array;
  clock: number;
}

const clockOf = (doc: Y.Doc) => Y.getState(doc.store, doc.clientID);

/** Marks changes that came from the server, so that they are not sent back. */
const REMOTE = Symbol("remote");

const RESYNC_WAIT_MS = 400;
const ACK_WAIT_MS = 15_000;
const AHEAD_WAIT_MS = 5_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 20_000;
const DEPENDENCY_TRIES = 5;
/** The server takes 64 KiB at once; what waits is cut below that. */
const PUSH_BYTES = 48 * 1024;

/** Everybody, where they were last; whoever was there already keeps their place. */
function latest(before: readonly PersonPresence[], since: readonly PersonPresence[]): PersonPresence[] {
  return [...new Map([...before, ...since].map((p) => [p.person, p])).values()];
}

/**
 * One section's document and its way to the server. Local changes go out one numbered update at a time; what is typed
 * meanwhile is merged into the next. Everything stays in memory until the server says that it is on disk.
 *
 *     typed ──> waiting ──> inFlight ──ack──> saved
 *                  ^            │
 *                  └── lost ────┘   (opened again: what the server misses of ours goes out again; twice is harmless)
 */
export class SectionDoc {
  readonly #doc = signal(new Y.Doc());
  readonly #opened = signal(false);
  readonly #refusal = signal<Refusal | null>(null);
  readonly #canWrite = signal(false);
  readonly #clients = signal<Readonly<Record<string, string>>>({});
  readonly #items = signal<readonly CardItem[]>([]);
  readonly #rescued = signal<readonly Rescued[]>([]);
  readonly #waiting = signal<readonly Typed[]>([]);
  readonly #inFlight = signal<(Typed & { number: number }) | null>(null);
  readonly #touched = new Set<string>();
  readonly #transport: SectionTransport;
  #open = false;
  #attempt = 0;
  /** During which attempt rights changed: that is newer than its reply. */
  #changed = 0;
  #failed = 0;
  #number = 0;
  /** Up to which clock our own letters were on the server's disk. */
  #saved = 0;
  #dependencyTries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Who was there when we asked to open, until the server says anew who is. */
  #before: readonly PersonPresence[] = [];

  readonly people: Signal<readonly PersonPresence[]> = signal([]);
  /** True from when the server said that it cannot take what is typed here now, until all of it is saved. */
  readonly held = signal(false);
  /** How long the server lets the text of an item be. */
  itemLength = 0;
  /** True while something typed here is not on the server's disk. */
  readonly unsaved: ReadonlySignal<boolean> = computed(
    () => this.#waiting.value.length > 0 || this.#inFlight.value !== null,
  );

  constructor(
    readonly id: string,
    transport: SectionTransport,
  ) {
    this.#transport = transport;
    this.#listen(this.#doc.value);
  }

  /** The document; another one after a reset. */
  get doc(): ReadonlySignal<Y.Doc> {
    return this.#doc;
  }

  /** The items on the table; changes when an item comes, goes or moves, not with every letter. */
  get items(): ReadonlySignal<readonly CardItem[]> {
    return this.#items;
  }

  /** Whether the document was ever received. */
  get opened(): ReadonlySignal<boolean> {
    return this.#opened;
  }

  get refusal(): ReadonlySignal<Refusal | null> {
    return this.#refusal;
  }

  get canWrite(): ReadonlySignal<boolean> {
    return this.#canWrite;
  }

  /** Yjs client id to person. */
  get clients(): ReadonlySignal<Readonly<Record<string, string>>> {
    return this.#clients;
  }

  get rescued(): ReadonlySignal<readonly Rescued[]> {
    return this.#rescued;
  }

  /** Asks for what is missed and sends again what was not acknowledged: at first, after each return, on Resync. */
  async open(): Promise<void> {
    const attempt = ++this.#attempt;
    this.#pause();
    // Not at the reply: who is there may be told before it.
    this.#before = this.#stillHere();
    this.people.value = [];
    const sent = Y.encodeStateVector(this.#doc.value);
    let reply: OpenSectionReply;
    try {
      reply = await this.#transport.open({ section: this.id, stateVector: toBase64(sent) });
    } catch {
      // Either the connection went away, then its return opens again, or only this call failed.
      return this.#goesOn(attempt);
    }
    if (attempt !== this.#attempt) return;
    if (reply.refusal) return this.#refusedToOpen(attempt, reply.refusal);
    this.#refusal.value = null;
    this.#before = [];
    // A server of before the last update does not say it.
    this.itemLength = reply.itemLength ?? 4_000;
    this.#clients.value = { ...this.#clients.value, ...reply.clients };
    if (attempt !== this.#changed) this.#canWrite.value = reply.canWrite;
    Y.applyUpdate(this.#doc.value, fromBase64(reply.update), REMOTE);
    this.#opened.value = true;
    this.#open = true;
    this.#failed = 0;
    this.#takeUpLost(Y.decodeStateVector(fromBase64(reply.stateVector)));
    this.#push();
    if (this.#wasAhead(sent, reply)) this.#lookAgain(attempt);
  }

  /** Frames were dropped, or what we sent was not taken: opens again after a moment, not all at once. */
  resync(why?: Refusal | null): void {
    if (why && this.unsaved.peek()) this.held.value = true;
    this.#attempt++;
    this.#pause();
    this.#timer = setTimeout(() => void this.open(), RESYNC_WAIT_MS * (0.5 + Math.random()));
  }

  /** The connection is gone: everything typed from now on waits. */
  away(): void {
    this.#attempt++;
    this.#failed = 0;
    this.#pause();
    this.#before = [];
    this.people.value = [];
  }

  receive(update: string, clients: Record<string, string>): void {
    this.#clients.value = { ...this.#clients.value, ...clients };
    Y.applyUpdate(this.#doc.value, fromBase64(update), REMOTE);
  }

  /** Who moved; everybody when it does not say who is gone. Whoever was there already keeps their place. */
  moved({ people, gone }: PresenceEvent): void {
    this.#before = gone ? this.#before.filter((p) => !gone.includes(p.person)) : [];
    this.people.value = latest(gone ? this.people.peek() : [], people).filter((p) => !gone?.includes(p.person));
  }

  acknowledged(number: number): void {
    const saved = this.#inFlight.value;
    if (saved?.number !== number) return;
    clearTimeout(this.#timer);
    this.#inFlight.value = null;
    this.#saved = saved.clock;
    this.#dependencyTries = 0;
    if (this.#waiting.value.length === 0) {
      this.held.value = false;
      this.#touched.clear();
    }
    this.#push();
  }

  /** The server would not take an update: start again from what it has, and keep our own words for copying. */
  refused(number: number, refusal: Refusal): void {
    if (this.#inFlight.value?.number !== number) return;
    // After a server's crash somebody else's letters, on which ours build, may still be on their way.
    if (refusal.code === "section.missing-dependencies" && this.#dependencyTries++ < DEPENDENCY_TRIES) {
      this.#pause();
      this.#timer = setTimeout(() => void this.open(), 500 * 2 ** this.#dependencyTries);
      return;
    }
    this.#reset(refusal.code);
    void this.open();
  }

  setCanWrite(canWrite: boolean): void {
    this.#changed = this.#attempt;
    this.#canWrite.value = canWrite;
  }

  dismissRescued(): void {
    this.#rescued.value = [];
  }

  dispose(): void {
    this.away();
    this.#doc.value.destroy();
  }

  #listen(doc: Y.Doc): void {
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === REMOTE) return;
      this.#waiting.value = [...this.#waiting.value, { update, clock: clockOf(doc) }];
      this.#push();
    });
    itemsOf(doc).observeDeep((events, transaction) => {
      if (events.some((event) => event.target instanceof Y.Map)) this.#items.value = readItems(doc);
      const remote = transaction.origin === REMOTE;
      for (const event of events) {
        const [item] = event.path as [string | undefined];
        const typed = !remote && event.target instanceof Y.Text;
        // Saved there, nobody would read them.
        if (item && isGone(doc, item) && (typed || (remote && this.#touched.delete(item)))) this.#rescue(doc, item);
        else if (remote) continue;
        else if (typed) this.#touched.add(item as string);
        else if (item === undefined) for (const key of event.keys.keys()) this.#touched.add(key);
      }
    });
  }

  #refusedToOpen(attempt: number, refusal: Refusal): void {
    const passes = PASSING.has(refusal.code);
    // The server cannot read what we say we hold; it can read that we hold nothing.
    const startsAgain = refusal.code === "section.malformed";
    if (startsAgain || (!passes && this.unsaved.peek())) this.#reset(refusal.code);
    if (!passes) this.#before = [];
    if (startsAgain || passes) this.#goesOn(attempt);
    else {
      this.#refusal.value = refusal;
      this.#canWrite.value = false;
    }
  }

  #stillHere(): PersonPresence[] {
    return latest(this.#before, this.people.peek());
  }

  /** The opening was not taken up: to the server we are the reader that we were, and hear who moves, not who is there. */
  #goesOn(attempt: number): void {
    if (attempt !== this.#attempt) return;
    this.people.value = this.#stillHere();
    this.#before = [];
    const wait = waitAfter(this.#failed++, FIRST_RETRY_MS, LONGEST_RETRY_MS);
    this.#timer = setTimeout(() => void this.open(), wait);
  }

  #push(): void {
    if (!this.#open || this.#inFlight.value || this.#waiting.value.length === 0) return;
    const waiting = this.#waiting.value;
    let bytes = 0;
    let count = 0;
    let clock = 0;
    for (const typed of waiting) {
      bytes += typed.update.length;
      if (count > 0 && bytes > PUSH_BYTES) break;
      count++;
      clock = typed.clock;
    }
    const update = Y.mergeUpdates(waiting.slice(0, count).map((typed) => typed.update));
    const number = ++this.#number;
    this.#inFlight.value = { number, update, clock };
    this.#waiting.value = waiting.slice(count);
    this.#timer = setTimeout(() => void this.open(), ACK_WAIT_MS);
    this.#transport.push({ section: this.id, number, update: toBase64(update) });
  }

  #pause(): void {
    clearTimeout(this.#timer);
    this.#open = false;
    const lost = this.#inFlight.value;
    if (!lost) return;
    this.#inFlight.value = null;
    this.#waiting.value = [lost, ...this.#waiting.value];
  }

  #reset(code: string): void {
    const old = this.#doc.value;
    for (const item of this.#touched) this.#rescue(old, item, code);
    this.#touched.clear();
    clearTimeout(this.#timer);
    this.#open = false;
    this.#inFlight.value = null;
    this.#waiting.value = [];
    this.#dependencyTries = 0;
    this.#saved = 0;
    this.held.value = false;
    const fresh = new Y.Doc();
    this.#listen(fresh);
    this.#items.value = [];
    this.#doc.value = fresh;
    old.destroy();
  }

  /** Our own words in an item, not those of others: somebody may just have lost the right to read them. */
  #rescue(doc: Y.Doc, item: string, code = "section.item-unknown"): void {
    const found = textOf(itemsOf(doc).get(item));
    const text = found ? wordsOf(found, doc.clientID) : "";
    if (text === "") return;
    // Of one that is gone, the last letters come behind the others.
    const before = this.#rescued.value.filter(
      (other) => other.item !== item || other.code !== code || !text.startsWith(other.text),
    );
    this.#rescued.value = [...before, { item, text, code }];
  }

  /** What was saved and is not there any more goes out again: the server went on from an earlier state of its store. */
  #takeUpLost(theirs: Map<number, number>): void {
    const doc = this.#doc.value;
    const there = theirs.get(doc.clientID) ?? 0;
    if (there >= this.#saved) return;
    this.#saved = there;
    const known = Y.decodeStateVector(Y.encodeStateVector(doc)).set(doc.clientID, there);
    this.#waiting.value = [{ update: Y.encodeStateAsUpdate(doc, Y.encodeStateVector(known)), clock: clockOf(doc) }];
    itemsOf(doc).forEach((item, id) => {
      const text = textOf(item);
      if (text && hasWordsSince(text, doc.clientID, there)) this.#touched.add(id);
    });
  }

  /**
   * Whether we held letters of others that the server has not: it told us, and crashed before they were on disk.
   * Counts what we held when we asked: what others type meanwhile may reach us before the reply.
   */
  #wasAhead(sent: Uint8Array, reply: OpenSectionReply): boolean {
    const theirs = Y.decodeStateVector(fromBase64(reply.stateVector));
    for (const [client, clock] of Y.decodeStateVector(sent))
      if (client !== this.#doc.value.clientID && clock > (theirs.get(client) ?? 0)) return true;
    return false;
  }

  /** Their author sends them again when back; if not, what the server has is what counts. */
  #lookAgain(attempt: number): void {
    setTimeout(async () => {
      if (attempt !== this.#attempt) return;
      const doc = this.#doc.value;
      const sent = Y.encodeStateVector(doc);
      const request = { section: this.id, stateVector: toBase64(sent) };
      const reply = await this.#transport.open(request).catch(() => null);
      if (attempt !== this.#attempt || doc !== this.#doc.value) return;
      if (!reply || (reply.refusal && PASSING.has(reply.refusal.code))) return this.#lookAgain(attempt);
      if (reply.refusal) return;
      Y.applyUpdate(doc, fromBase64(reply.update), REMOTE);
      if (!this.#wasAhead(sent, reply)) return;
      this.#reset("section.missing-dependencies");
      await this.open();
    }, AHEAD_WAIT_MS);
  }
}
