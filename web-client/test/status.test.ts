import { expect, test, vi } from "vitest";
import { announce, status } from "../src/app/status";

test("announce_ClockOfTheDeviceSetBack_WaitsNoLonger", async () => {
  vi.useFakeTimers();
  announce("Verbonden.");
  vi.setSystemTime(Date.now() - 3_600_000);
  announce("Even weg.");
  await vi.advanceTimersByTimeAsync(2_500);
  expect(status.value).toBe("Even weg.");
});
