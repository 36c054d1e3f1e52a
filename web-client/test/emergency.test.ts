import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import { makePage, settled, stubPage } from "./page";

stubPage();
const MINUTE = 60_000;

const { Access } = await import("../src/emergency/EmergencyPanel");

let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];
let answer: () => Response | Promise<Response>;
let asked: number;

const over = () => Response.json({ code: "emergency.not-running" }, { status: 403 });
const away = () => Promise.reject(new TypeError("no network"));

/** Somebody looks in emergency, which ends in ten minutes. */
beforeEach(async () => {
  if (root) render(null, root);
  ({ page, root } = makePage());
  const until = new Date(Date.now() + 10 * MINUTE).toISOString();
  const view = { until, director: null, familyName: "Amarti", reason: "Alarm.", card: [], people: [] };
  answer = () => Response.json({ ...view, floorRequirements: [], commitments: [] });
  asked = 0;
  vi.stubGlobal("fetch", async () => {
    asked++;
    return answer();
  });
  render(h(Access, { plan: "pl-1" }), root);
  await settled();
  expect(page.text).toContain("Amarti");
});

const isShown = () => page.find("emergency-view") !== undefined;

test("Access_EndedBySomebodyElse_IsGoneWithinAMinute", async () => {
  answer = over;
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect([isShown(), page.text]).toEqual([false, "Jouw noodtoegang is voorbij."]);
  asked = 0;
  await vi.advanceTimersByTimeAsync(20 * MINUTE);
  expect(asked).toBe(0);
});

test("Access_PageIsLookedAtAgain_IsAskedAtOnce", async () => {
  answer = over;
  document.dispatchEvent(new Event("visibilitychange"));
  await settled();
  expect(isShown()).toBe(false);
});

test("Access_WithoutConnection_StaysUntilItsTimeIsOver", async () => {
  answer = away;
  await vi.advanceTimersByTimeAsync(9 * MINUTE);
  expect(isShown()).toBe(true);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(isShown()).toBe(false);
});
