import { afterEach, beforeEach, expect, test, vi } from "vitest";

let order: string[];

beforeEach(() => {
  vi.resetModules();
  order = [];
  vi.stubGlobal("document", { body: {}, removeEventListener: () => {} });
  vi.stubGlobal("removeEventListener", () => {});
  vi.stubGlobal("speechSynthesis", { cancel: () => order.push("hush") });
  vi.stubGlobal("location", { replace: (to: string) => order.push(new URL(to, "http://here").hostname) });
  vi.stubGlobal("fetch", async (path: string) => {
    order.push(path);
    return new Response(null, { status: 204 });
  });
});

afterEach(() => vi.unstubAllGlobals());

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
