import {
  HttpTransportType,
  type HubConnection,
  HubConnectionBuilder,
  type IHttpConnectionOptions,
} from "@microsoft/signalr";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LiveView } from "../src/table/LiveView";
import { Table } from "../src/table/Table";

/** A connection whose other side is the test. */
class FakeHub {
  state = "Disconnected";
  readonly handlers = new Map<string, (argument: unknown) => void>();
  readonly asked: { method: string; argument: unknown; answer: (value: unknown) => void; fail: () => void }[] = [];
  #closed = () => {};
  readonly #start: () => Promise<void>;

  constructor(start: () => Promise<void>) {
    this.#start = start;
  }

  on(event: string, handler: (argument: unknown) => void) {
    this.handlers.set(event, handler);
  }

  onclose(handler: () => void) {
    this.#closed = handler;
  }

  async start() {
    await this.#start();
    this.sit();
  }

  sit() {
    this.state = "Connected";
    this.handlers.get("Seated")?.({ visitor: sitting });
  }

  async stop() {
    this.drop();
  }

  drop() {
    if (this.state !== "Connected") return;
    this.state = "Disconnected";
    for (const { fail } of this.asked.splice(0)) fail();
    this.#closed();
  }

  invoke(method: string, argument: unknown) {
    return new Promise((answer, reject) => {
      this.asked.push({ method, argument, answer, fail: () => reject(new Error("closed")) });
    });
  }
}

let hubs: FakeHub[];
let reachable: boolean;
let signedIn: boolean;
/** Whose cookie the browser holds. */
let sitting: string;
let page: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  hubs = [];
  reachable = true;
  signedIn = true;
  sitting = "mother";
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function makeTable(): Table {
  return new Table(async () => signedIn, makeHub);
}

function makeHub(): HubConnection {
  const hub = new FakeHub(async () => {
    if (!reachable) throw new Error("unreachable");
  });
  hubs.push(hub);
  return hub as unknown as HubConnection;
}

/** A table over the hub of the server; and how each of its tries went there. */
function makeTableOfServer(): { table: Table; negotiated: boolean[]; urls: string[] } {
  const negotiated: boolean[] = [];
  const urls: string[] = [];
  vi.spyOn(HubConnectionBuilder.prototype, "withUrl").mockImplementation(function (
    this: HubConnectionBuilder,
    url: string,
    options: IHttpConnectionOptions | HttpTransportType = {},
  ) {
    const { skipNegotiation = false, transport } = options as IHttpConnectionOptions;
    expect(transport).toBe(skipNegotiation ? HttpTransportType.WebSockets : undefined);
    negotiated.push(!skipNegotiation);
    urls.push(url);
    return this;
  });
  vi.spyOn(HubConnectionBuilder.prototype, "build").mockImplementation(makeHub);
  return { table: new Table(async () => signedIn), negotiated, urls };
}

const soon = () => vi.advanceTimersByTimeAsync(0);
const newest = () => hubs.at(-1) as FakeHub;

test("Table_ConnectionLost_ComesBackAndSaysSo", async () => {
  const table = makeTable();
  table.start("mother", () => {});
  await soon();
  expect(table.link.value).toBe("connected");
  newest().drop();
  await soon();
  expect(table.link.value).toBe("away");
  await vi.advanceTimersByTimeAsync(600);
  expect(table.link.value).toBe("back");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(table.link.value).toBe("connected");
  table.stop();
});

test("Table_Connects_ByAWebSocketThatAnyServerMayTake", async () => {
  const { table, negotiated } = makeTableOfServer();
  table.start("mother", () => {});
  await soon();
  expect(table.isUp).toBe(true);
  newest().drop();
  await vi.advanceTimersByTimeAsync(600);
  expect(table.isUp).toBe(true);
  expect(negotiated).toEqual([false, false]);
  table.stop();
});

test("Table_Connects_SaysWhosePageItIs", async () => {
  const { table, urls } = makeTableOfServer();
  table.start("mother", () => {});
  await soon();
  expect(urls).toEqual(["/hubs/table?visitor=mother"]);
  table.stop();
});

test("Table_NoWebSocketEverCameThrough_IsNegotiatedOnceInFour", async () => {
  const { table, negotiated } = makeTableOfServer();
  reachable = false;
  table.start("mother", () => {});
  await vi.advanceTimersByTimeAsync(60_000);
  expect(negotiated.slice(0, 8)).toEqual([false, false, false, true, false, false, false, true]);
  table.stop();
});

test("Table_WebSocketsAreBlocked_NegotiatesSoonAtEachReturn", async () => {
  const { table, negotiated } = makeTableOfServer();
  vi.spyOn(FakeHub.prototype, "start").mockImplementation(async function (this: FakeHub) {
    if (!negotiated.at(-1)) throw new Error("blocked");
    this.sit();
  });
  table.start("mother", () => {});
  await vi.advanceTimersByTimeAsync(4_000);
  expect(table.isUp).toBe(true);
  newest().drop();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(table.isUp).toBe(true);
  expect(negotiated).toEqual([false, false, false, true, false, false, true]);
  table.stop();
});

test("Table_WebSocketsWorkedHere_AreTriedForLongBeforeNegotiation", async () => {
  const { table, negotiated } = makeTableOfServer();
  table.start("mother", () => {});
  await soon();
  reachable = false;
  newest().drop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(negotiated.slice(0, 12)).toEqual([...Array(11).fill(false), true]);
  table.stop();
});

test("Table_ServerAwayForAnHour_KeepsTryingWithCappedWaits", async () => {
  const table = makeTable();
  table.start("mother", () => {});
  await soon();
  reachable = false;
  newest().drop();
  await vi.advanceTimersByTimeAsync(3_600_000);
  const tries = hubs.length;
  expect(tries).toBeGreaterThan(3_600_000 / 10_000 - 1);
  expect(tries).toBeLessThan(3_600_000 / 5_000 + 20);
  reachable = true;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(table.isUp).toBe(true);
  table.stop();
});

test("Table_BrowserSaysOnline_TriesAtOnce", async () => {
  const table = makeTable();
  table.start("mother", () => {});
  await soon();
  reachable = false;
  page.dispatchEvent(new Event("offline"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(table.link.value).toBe("away");
  reachable = true;
  page.dispatchEvent(new Event("online"));
  await soon();
  expect(table.link.value).toBe("back");
  table.stop();
});

test("Table_ServerNoLongerKnowsUs_StopsAndSaysSo", async () => {
  const table = makeTable();
  table.start("mother", () => {});
  await soon();
  reachable = false;
  signedIn = false;
  newest().drop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(table.link.value).toBe("signedOut");
  expect(hubs.length).toBe(2);
});

test("Table_AskedWhoWeAreWithoutAnAnswer_TriesAtOnceWhenTheBrowserIsOnline", async () => {
  reachable = false;
  const table = new Table(() => new Promise(() => {}), makeHub);
  table.start("mother", () => {});
  await vi.advanceTimersByTimeAsync(0);
  expect(hubs).toHaveLength(1);
  reachable = true;
  page.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(0);
  expect([hubs.length, table.link.value]).toEqual([2, "back"]);
});

test("Table_AskLostOnTheWay_IsAskedAgainWithTheSameWords", async () => {
  const table = makeTable();
  table.start("mother", () => {});
  await soon();
  const answer = table.ask<string>("PlanCommand", { operation: "o-1" });
  await soon();
  newest().drop();
  await vi.advanceTimersByTimeAsync(1_000);
  const [again] = newest().asked;
  expect(hubs.length).toBe(2);
  expect(again?.argument).toEqual({ operation: "o-1" });
  again?.answer("done");
  expect(await answer).toBe("done");
  table.stop();
});

test("LiveView_AfterAReturn_LoadsAgainAndIgnoresOtherViews", async () => {
  const table = makeTable();
  const live = new LiveView<{ id: string; n: number }>(table, "OpenPlan", "PlanChanged", (plan) => ({ plan }));
  live.open("pl-1");
  table.start("mother", () => {});
  await soon();
  newest().asked[0]?.answer({ refusal: null, view: { id: "pl-1", n: 1 } });
  await soon();
  newest().handlers.get("PlanChanged")?.({ id: "pl-2", n: 9 });
  expect(live.view.value).toEqual({ id: "pl-1", n: 1 });
  newest().drop();
  await vi.advanceTimersByTimeAsync(1_000);
  newest().asked[0]?.answer({ refusal: null, view: { id: "pl-1", n: 2 } });
  await soon();
  expect(live.view.value).toEqual({ id: "pl-1", n: 2 });
  table.stop();
});

test("LiveView_PushedBeforeTheReplyArrives_KeepsTheNewerView", async () => {
  const table = makeTable();
  const live = new LiveView<{ id: string; n: number }>(table, "OpenPlan", "PlanChanged", (plan) => ({ plan }));
  live.open("pl-1");
  table.start("mother", () => {});
  await soon();
  newest().handlers.get("PlanChanged")?.({ id: "pl-2", n: 9 });
  newest().handlers.get("PlanChanged")?.({ id: "pl-1", n: 2 });
  newest().asked[0]?.answer({ refusal: null, view: { id: "pl-1", n: 1 } });
  await soon();
  expect(live.view.value).toEqual({ id: "pl-1", n: 2 });
  table.stop();
});

test("LiveView_PushOfAnotherBeforeTheReply_TakesTheReply", async () => {
  const table = makeTable();
  const live = new LiveView<{ id: string; n: number }>(table, "OpenPlan", "PlanChanged", (plan) => ({ plan }));
  live.open("pl-1");
  table.start("mother", () => {});
  await soon();
  newest().handlers.get("PlanChanged")?.({ id: "pl-2", n: 9 });
  newest().asked[0]?.answer({ refusal: null, view: { id: "pl-1", n: 1 } });
  await soon();
  expect(live.view.value).toEqual({ id: "pl-1", n: 1 });
  table.stop();
});

test("LiveView_OpenedAgainAfterARefusal_AsksAgain", async () => {
  const table = makeTable();
  const live = new LiveView<{ id: string; n: number }>(table, "OpenPlan", "PlanChanged", (plan) => ({ plan }));
  live.open("pl-1");
  table.start("mother", () => {});
  await soon();
  newest()
    .asked.shift()
    ?.answer({ refusal: { code: "plan.no-basis", about: [] }, view: null });
  await soon();
  expect(live.refusal.value?.code).toBe("plan.no-basis");
  live.open("pl-1");
  expect(live.refusal.value).toBeNull();
  newest()
    .asked.shift()
    ?.answer({ refusal: null, view: { id: "pl-1", n: 1 } });
  await soon();
  expect(live.view.value).toEqual({ id: "pl-1", n: 1 });
  live.open("pl-1");
  expect(newest().asked).toEqual([]);
  table.stop();
});

test("LiveView_LoadingFailsWhileUp_LoadsAgainByItself", async () => {
  const table = makeTable();
  const live = new LiveView<{ id: string; n: number }>(table, "OpenPlan", "PlanChanged", (plan) => ({ plan }));
  live.open("pl-1");
  table.start("mother", () => {});
  await soon();
  newest().asked.shift()?.fail();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(hubs.length).toBe(1);
  newest().asked[0]?.answer({ refusal: null, view: { id: "pl-1", n: 1 } });
  await soon();
  expect(live.view.value).toEqual({ id: "pl-1", n: 1 });
  table.stop();
});

test("LiveView_AskedTooFast_KeepsWhatIsShownAndAsksAgainByItself", async () => {
  const table = makeTable();
  const live = new LiveView<{ id: string; n: number }>(table, "OpenPlan", "PlanChanged", (plan) => ({ plan }));
  live.open("pl-1");
  table.start("mother", () => {});
  await soon();
  newest().handlers.get("PlanChanged")?.({ id: "pl-1", n: 1 });
  newest()
    .asked.shift()
    ?.answer({ refusal: { code: "section.too-fast", about: [] }, view: null });
  await soon();
  expect([live.view.value, live.refusal.value]).toEqual([{ id: "pl-1", n: 1 }, null]);
  await vi.advanceTimersByTimeAsync(1_000);
  newest()
    .asked.shift()
    ?.answer({ refusal: null, view: { id: "pl-1", n: 2 } });
  await soon();
  expect(live.view.value).toEqual({ id: "pl-1", n: 2 });
  table.stop();
});

test("Table_StoppedWhileUp_SaysThatItIsDown", async () => {
  const table = makeTable();
  const down = vi.fn();
  table.onDown(down);
  table.start("mother", () => {});
  await soon();
  table.stop();
  await soon();
  expect(down).toHaveBeenCalledTimes(1);
  expect(table.link.value).toBe("signedOut");
});

test("Table_BackUnderTheCookieOfAnother_SaysNothingAndStops", async () => {
  const table = makeTable();
  const up = vi.fn();
  const other = vi.fn();
  table.onUp(up);
  table.start("mother", other);
  await soon();
  sitting = "father";
  newest().drop();
  void table.ask("PlanCommand", { operation: "o-1" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(other).toHaveBeenCalledTimes(1);
  expect(hubs.length).toBe(2);
  expect(newest().asked).toEqual([]);
  expect(newest().state).toBe("Disconnected");
  expect(up).toHaveBeenCalledTimes(1);
  expect(table.link.value).toBe("signedOut");
});

test("Table_NotToldWhoseTheConnectionIs_TriesAgain", async () => {
  const table = makeTable();
  sitting = "";
  vi.spyOn(FakeHub.prototype, "on").mockImplementation(() => {});
  table.start("mother", () => {});
  await vi.advanceTimersByTimeAsync(14_000);
  expect(table.isUp).toBe(false);
  vi.restoreAllMocks();
  sitting = "mother";
  await vi.advanceTimersByTimeAsync(2_000);
  expect(table.isUp).toBe(true);
  table.stop();
});
