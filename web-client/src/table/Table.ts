import {
  HttpTransportType,
  type HubConnection,
  HubConnectionBuilder,
  HubConnectionState,
  LogLevel,
} from "@microsoft/signalr";
import { type ReadonlySignal, signal } from "@preact/signals";
import type { SeatedEvent } from "../wire/types";
import { waitAfter } from "../wire/waits";

/** How the screen and the server stand: `back` is a short time after `away`. */
export type Link = "connecting" | "connected" | "away" | "back" | "signedOut";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
const LONGEST_TRY_MS = 15_000;
const BACK_SHOWN_MS = 4_000;
/** Of so many tries in a row the last is negotiated; it is rarer where a WebSocket came through before. */
const DETOUR = 4;
const RARE_DETOUR = 12;

type Handler = (argument: never) => void;

/** The connection to the hub: comes back for ever by itself, and says at any time how it stands. */
export class Table {
  readonly #link = signal<Link>("connecting");
  readonly #handlers: [string, Handler][] = [];
  readonly #up = new Set<() => void>();
  readonly #down = new Set<() => void>();
  readonly #maySit: () => Promise<boolean>;
  readonly #connect: (negotiated: boolean, visitor: string) => HubConnection;
  #connection: HubConnection | null = null;
  #trying: HubConnection | null = null;
  #running = false;
  #visitor = "";
  #onOther = () => {};
  #hurry = false;
  #wake: (() => void) | null = null;
  #waiters: (() => void)[] = [];

  constructor(maySit: () => Promise<boolean>, connect: (negotiated: boolean, visitor: string) => HubConnection = hub) {
    this.#maySit = maySit;
    this.#connect = connect;
  }

  get link(): ReadonlySignal<Link> {
    return this.#link;
  }

  get isUp(): boolean {
    return this.#connection?.state === HubConnectionState.Connected;
  }

  /** Calls `handler` for each event of this name from the server. Register before `start`. */
  on<T>(event: string, handler: (argument: T) => void): void {
    this.#handlers.push([event, handler as Handler]);
  }

  /** Calls `handler` at once when connected, and again after each return. Returns how to stop that. */
  onUp(handler: () => void): () => void {
    this.#up.add(handler);
    if (this.isUp) handler();
    return () => this.#up.delete(handler);
  }

  onDown(handler: () => void): () => void {
    this.#down.add(handler);
    return () => this.#down.delete(handler);
  }

  /**
   * Connects as this visitor, and again whenever the connection is lost, until `stop` or until the server no longer knows us.
   * When a connection turns out to be of another visitor, nothing is asked over it: stops and calls `onOther`.
   */
  start(visitor: string, onOther: () => void): void {
    if (this.#running) return;
    this.#running = true;
    this.#visitor = visitor;
    this.#onOther = onOther;
    addEventListener("offline", this.#offline);
    addEventListener("online", this.#online);
    // A phone that was in a pocket: its timers slept too.
    globalThis.document?.addEventListener("visibilitychange", this.#seen);
    void this.#run();
  }

  stop(link: Link = "signedOut"): void {
    this.#running = false;
    removeEventListener("offline", this.#offline);
    removeEventListener("online", this.#online);
    globalThis.document?.removeEventListener("visibilitychange", this.#seen);
    this.#link.value = link;
    this.#wake?.();
    void this.#connection?.stop();
  }

  /** One attempt; fails when the connection is or goes away. */
  async call<T>(method: string, argument: unknown): Promise<T> {
    if (!this.#connection || !this.isUp) throw new Error("away");
    return this.#connection.invoke<T>(method, argument);
  }

  /** Goes on until there is an answer: only for what may be repeated, such as a command with an operation id. */
  async ask<T>(method: string, argument: unknown): Promise<T> {
    for (;;) {
      await this.#whenUp();
      const asked = this.#connection;
      try {
        return await this.call<T>(method, argument);
      } catch (error) {
        if (asked === this.#connection && this.isUp) throw error;
      }
    }
  }

  /** Without an answer; lost when away. */
  send(method: string, argument: unknown): void {
    if (this.isUp) this.#connection?.send(method, argument).catch(() => {});
  }

  #whenUp(): Promise<void> {
    return this.isUp ? Promise.resolve() : new Promise((resolve) => this.#waiters.push(resolve));
  }

  async #run(): Promise<void> {
    for (let attempt = 0, detour = DETOUR; this.#running; ) {
      const negotiated = attempt % detour === detour - 1;
      const connection = this.#connect(negotiated, this.#visitor);
      for (const [event, handler] of this.#handlers) connection.on(event, handler);
      const closed = new Promise<void>((resolve) => connection.onclose(() => resolve()));
      const seated = new Promise<string>((resolve) => connection.on("Seated", (e: SeatedEvent) => resolve(e.visitor)));
      this.#trying = connection;
      const slow = setTimeout(() => void connection.stop(), LONGEST_TRY_MS);
      try {
        await connection.start();
        const visitor = await Promise.race([seated, closed]);
        if (visitor === undefined) throw new Error("away");
        clearTimeout(slow);
        this.#trying = null;
        if (!this.#running || visitor !== this.#visitor) return this.#leaveTo(connection);
        attempt = 0;
        if (!negotiated) detour = RARE_DETOUR;
        this.#connected(connection);
        await closed;
        this.#lost();
      } catch {
        clearTimeout(slow);
        this.#trying = null;
        if (!(await this.#mayStillSit())) return this.stop();
        this.#lost();
      }
      if (this.#running) await this.#pause(attempt++);
    }
  }

  /** Whose it is counts only while we are still here. */
  #leaveTo(other: HubConnection): void {
    void other.stop();
    if (!this.#running) return;
    this.stop();
    this.#onOther();
  }

  #connected(connection: HubConnection): void {
    this.#connection = connection;
    if (this.#link.value === "away") {
      this.#link.value = "back";
      setTimeout(() => {
        if (this.#link.value === "back") this.#link.value = "connected";
      }, BACK_SHOWN_MS);
    } else this.#link.value = "connected";
    for (const waiter of this.#waiters.splice(0)) waiter();
    for (const handler of [...this.#up]) handler();
  }

  #lost(): void {
    const wasUp = this.#connection !== null;
    this.#connection = null;
    if (this.#running) this.#link.value = "away";
    if (wasUp) for (const handler of [...this.#down]) handler();
  }

  async #mayStillSit(): Promise<boolean> {
    if (!this.#running) return true;
    // Whoever is in reach again, or looks again, does not wait for a question that was asked before.
    const woken = new Promise<boolean>((resolve) => {
      this.#wake = () => {
        this.#hurry = true;
        resolve(true);
      };
    });
    const may = await Promise.race([this.#maySit().catch(() => true), woken]);
    this.#wake = null;
    return may;
  }

  #pause(attempt: number): Promise<void> {
    if (this.#hurry) {
      this.#hurry = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, waitAfter(attempt, FIRST_WAIT_MS, LONGEST_WAIT_MS));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  readonly #offline = () => {
    this.#link.value = "away";
    void this.#connection?.stop();
  };

  readonly #seen = () => {
    if (document.visibilityState === "visible") this.#wake?.();
  };

  readonly #online = () => {
    this.#hurry = this.#trying !== null;
    void this.#trying?.stop();
    this.#wake?.();
  };
}

/** A WebSocket at once: any server can take it. What is negotiated also goes where WebSockets are blocked, to one server. */
const hub = (negotiated: boolean, visitor: string) =>
  new HubConnectionBuilder()
    .withUrl(
      `/hubs/table?visitor=${visitor}`,
      negotiated ? {} : { transport: HttpTransportType.WebSockets, skipNegotiation: true },
    )
    .configureLogging(LogLevel.None)
    .build();
