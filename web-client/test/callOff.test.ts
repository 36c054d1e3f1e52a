import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { MeetingSummary, MeReply } from "../src/wire/types";
import { commandsTo } from "./commands";
import { makePage, settled, stubPage } from "./page";

stubPage();
vi.mock("../src/app/session", () => ({ refreshDesk: () => Promise.resolve() }));

const { table } = await import("../src/table/live");
const { CallOff } = await import("../src/plan/CallOff");
const { Desk } = await import("../src/desk/Desk");

const coming: MeetingSummary = {
  id: "m-1",
  kind: "evaluation",
  startsAt: "2999-03-02T09:00:00+00:00",
  closed: false,
  calledOff: false,
};
let sent: unknown[];
let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];

beforeEach(() => {
  if (root) render(null, root);
  ({ page, root } = makePage());
  sent = commandsTo(table);
});

test("CallOff_IsAskedAfterAQuestion", async () => {
  render(h(CallOff, { meeting: coming }), root);
  await settled();
  page.find("call-off-open")?.happen("click");
  await settled();
  expect(sent).toEqual([]);
  page.find("call-off-sure")?.happen("click");
  await settled();
  expect(sent).toEqual([{ kind: "callOffMeeting" }]);
});

test("CallOff_BySomebodyWhoDirectsNoMore_SaysWhy", async () => {
  commandsTo(table, [{ refusal: { code: "meeting.not-chair" } }]);
  render(h(CallOff, { meeting: coming }), root);
  await settled();
  page.find("call-off-open")?.happen("click");
  await settled();
  page.find("call-off-sure")?.happen("click");
  await settled();
  expect(page.find("refused")?.text).toBe("Alleen de voorzitter kan dit doen.");
});

test.each([
  [{}, 1],
  [{ closed: true, calledOff: true }, 1],
  [{ closed: true }, 0],
  [{ closed: true, calledOff: true, startsAt: "2001-03-02T09:00:00+00:00" }, 0],
])("Desk_MeetingOf %j_IsShown %i", async (more, times) => {
  const plan = { plan: "pl-1", familyName: "Gezin", meetings: [{ ...coming, ...more }], minutes: [] };
  render(h(Desk, { me: { plans: [plan], scope: "full" } as unknown as MeReply }), root);
  await settled();
  expect(page.find("desk-meeting") ? 1 : 0).toBe(times);
});
