import { h, render } from "preact";
import { expect, test, vi } from "vitest";
import { makePage, settled, stubPage } from "./page";

stubPage();
const { status } = await import("../src/app/status");
const { table } = await import("../src/table/live");
const { ReadyBar } = await import("../src/meeting/ReadyBar");
const { TableProvider } = await import("../src/meeting/context");

// It is asked again until the server answers, and by then the same phase may have come back.
test("SetReady_IsWithTheStepOnTheScreen", async () => {
  const { page, root } = makePage();
  const ask = vi.spyOn(table, "ask").mockReturnValue(new Promise(() => {}));
  const at = { meeting: { id: "m-1" }, room: { id: "r-1", phase: "scoring", step: 4, youReady: false } };
  render(h(TableProvider, { value: at as never, children: h(ReadyBar, {}) }), root);
  await settled();
  page.find("ready")?.happen("click");
  await settled();
  expect(ask.mock.calls).toMatchObject([
    ["MeetingCommand", { command: { kind: "setReady", room: "r-1", ready: true, step: 4 } }],
  ]);
});

test("Ready_Said_IsHeard_AndTheWayBackIsNotCalledPressed", async () => {
  const { page, root } = makePage();
  vi.spyOn(table, "ask").mockResolvedValue({ refusal: null });
  const at = (youReady: boolean) => ({
    meeting: { id: "m-1" },
    room: { id: "r-1", phase: "welcome", step: 1, youReady },
  });
  const draw = async (youReady: boolean) => {
    render(h(TableProvider, { value: at(youReady) as never, children: h(ReadyBar, {}) }), root);
    await settled();
  };
  await draw(false);
  page.find("ready")?.happen("click");
  await draw(true);
  expect([status.value, page.find("ready")?.attributes.has("aria-pressed")]).toEqual([
    "Dank je. We wachten op de anderen.",
    false,
  ]);
});
