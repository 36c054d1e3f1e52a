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

test("announce_TheSameOnceMore_IsAChangeThatIsSaid", async () => {
  await vi.advanceTimersByTimeAsync(5_000);
  announce("1 persoon wacht.");
  await vi.advanceTimersByTimeAsync(5_000);
  const said: string[] = [];
  const stop = status.subscribe((text) => said.push(text));
  announce("1 persoon wacht.");
  await vi.advanceTimersByTimeAsync(5_000);
  stop();
  expect(said).toEqual(["1 persoon wacht.", "", "1 persoon wacht."]);
});
