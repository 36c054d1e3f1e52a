import { expect, test, vi } from "vitest";
import * as calls from "../src/history/calls";

// Browsers before 2023 do not have it; the build is for some of 2021.
test("history_BrowserThatKnowsNoSizeOfAQuery_AsksForTheItemAndWhatCameBefore", async () => {
  const asked = vi.fn(async () => Response.json({}));
  vi.stubGlobal("fetch", asked);
  const size = Object.getOwnPropertyDescriptor(URLSearchParams.prototype, "size") as PropertyDescriptor;
  Reflect.deleteProperty(URLSearchParams.prototype, "size");
  await calls.history("s-1", "i-1", 5);
  await calls.history("s-1");
  Object.defineProperty(URLSearchParams.prototype, "size", size);
  expect(asked.mock.calls.map(([path]: unknown[]) => path)).toEqual([
    "/api/sections/s-1/history?item=i-1&before=5",
    "/api/sections/s-1/history",
  ]);
});
