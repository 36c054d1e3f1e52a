import { afterEach, beforeEach, expect, test, vi } from "vitest";

let order: string[];
let kept: Map<string, string>;

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.resetModules();
  order = [];
  vi.stubGlobal("document", { body: {}, addEventListener: () => {}, removeEventListener: () => {} });
  vi.stubGlobal("removeEventListener", () => {});
  vi.stubGlobal("speechSynthesis", { cancel: () => order.push("hush") });
  vi.stubGlobal("location", { replace: (to: string) => order.push(new URL(to, "http://here").hostname) });
  vi.stubGlobal("fetch", async (path: string) => {
    order.push(path);
    return new Response(null, { status: 204 });
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("quickExit_WhileSomethingIsReadAloud_IsSilentFirst", async () => {
  const { quickExit } = await import("../src/app/quickExit");
  quickExit();
  expect(order).toEqual(["hush", "/api/sign-out", "www.buienradar.nl"]);
});

test("signOut_WhileSomethingIsReadAloud_IsSilentBeforeThePageGoes", async () => {
  const { signOut } = await import("../src/app/session");
  await signOut(true);
  expect(order).toEqual(["/api/sign-out", "hush", "here"]);
});

test("guardLeaving_PageGoesInAnotherWay_StopsReadingAloud", async () => {
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  const { guardLeaving } = await import("../src/app/unsaved");
  guardLeaving();
  page.dispatchEvent(new Event("pagehide"));
  expect(order).toEqual(["hush"]);
});

test("quickExit_Answered_KeepsNothing", async () => {
  const { quickExit, leftBefore } = await import("../src/app/quickExit");
  quickExit();
  await vi.waitFor(() => expect(kept.size).toBe(0));
  order = [];
  await leftBefore();
  expect(order).toEqual([]);
});

test("quickExit_WithoutConnection_EndsTheSessionBeforeAnythingIsShownAgain", async () => {
  vi.useFakeTimers();
  const { quickExit, leftBefore } = await import("../src/app/quickExit");
  const answers = [() => Promise.reject(new TypeError("no network")), async () => new Response(null, { status: 503 })];
  vi.stubGlobal("fetch", async (path: string) => {
    order.push(path);
    return answers.shift()?.() ?? new Response(null, { status: 401 });
  });
  quickExit();
  await vi.advanceTimersByTimeAsync(0);
  expect([...kept]).toEqual([["leaving", ""]]);
  let shown = false;
  void leftBefore().then(() => {
    shown = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  expect([answers.length, shown]).toEqual([0, false]);
  await vi.advanceTimersByTimeAsync(500);
  expect([kept.size, shown]).toEqual([0, true]);
  expect(order.filter((path) => path === "/api/sign-out")).toHaveLength(3);
});

test("leftBefore_NoAnswer_AsksAgain", async () => {
  vi.useFakeTimers();
  const { leftBefore } = await import("../src/app/quickExit");
  kept.set("leaving", "");
  let asked = 0;
  vi.stubGlobal("fetch", (_: string, { signal }: RequestInit) => {
    if (asked++) return Promise.resolve(new Response(null, { status: 204 }));
    return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted"))));
  });
  const left = leftBefore();
  await vi.advanceTimersByTimeAsync(11_000);
  expect(asked).toBe(2);
  await left;
});

test("quickExit_BrowserKeepsNothing_LeavesAllTheSame", async () => {
  vi.stubGlobal("sessionStorage", undefined);
  const { quickExit, leftBefore } = await import("../src/app/quickExit");
  quickExit();
  expect(order).toContain("www.buienradar.nl");
  await leftBefore();
});
