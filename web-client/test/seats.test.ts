import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { PersonRole, PlanView } from "../src/wire/types";
import { makePage, settled, stubPage } from "./page";

stubPage();
await import("../src/chair/words");
await import("../src/plan/words");

const { PlanMeetingForm } = await import("../src/desk/PlanMeetingForm");
const { InviteToMeeting } = await import("../src/chair/InviteToMeeting");
const { TableProvider, personFinder } = await import("../src/meeting/context");

let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];
let posted: [string, Record<string, unknown>][];

beforeEach(() => {
  if (root) render(null, root);
  ({ page, root } = makePage());
  posted = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (init.method === "GET") return Response.json({ people: [] });
    posted.push([path, JSON.parse(String(init.body))]);
    return Response.json({ meeting: "m-1" }, { status: 201 });
  });
  // The taps of one test are no double taps with those of the next.
  vi.advanceTimersByTime(1_000);
});

const who = (id: string, role: PersonRole = "professional") => ({ id, name: id, role });
// As the casebook has them, but for the order: the father comes before the mother.
const plan = {
  id: "pl-1",
  you: "Ingrid",
  people: [
    who("Ingrid", "caseDirector"),
    who("Joost"),
    who("Mark", "parentWithAuthority"),
    who("Nadia", "parentWithAuthority"),
    who("Sem", "child"),
    who("Trees", "networkMember"),
    who("Tom", "safeHomeWorker"),
    who("Bosch"),
    who("Tolk", "interpreter"),
  ],
  protections: [{ protected: ["Nadia", "Sem"], from: ["Mark"], indirect: ["Trees"] }],
  relations: [{ kind: "serves", of: "Joost", to: "Mark" }],
  youngChildren: [{ child: "Sem" }],
  sections: [
    { shielded: false, audience: ["Ingrid", "Joost", "Mark", "Nadia", "Sem", "Trees", "Tom"] },
    { shielded: true, audience: ["Bosch"] },
  ],
} as unknown as PlanView;

const change = async (testId: string, value: string, event = "change") => {
  page.find(testId)?.happen(event, { value });
  await settled();
};

async function drawForm(): Promise<void> {
  render(h(PlanMeetingForm, { plan, onDone: () => {} }), root);
  await settled();
  await change("meeting-starts", "2026-02-12T10:00", "input");
  await change("meeting-apart-starts", "2026-02-12T14:00", "input");
}

async function save(): Promise<void> {
  page.first("form")?.happen("submit");
  await settled();
}

const roomsOf = (body: Record<string, unknown> | undefined) => [
  body?.participants,
  (body?.otherRooms as { participants: string[] }[] | undefined)?.map(({ participants }) => participants),
];

test("PlanMeetingForm_AsItBegins_SeatsNobodyBesideWhomTheyAreKeptSafeFrom", async () => {
  await drawForm();
  await save();
  const [, body] = posted[0] ?? [];
  expect(roomsOf(body)).toEqual([["Ingrid", "Nadia", "Tom", "Tolk"], [["Joost", "Mark", "Trees"]]]);
  expect(body?.informed).toEqual(["Bosch"]);
});

test("PlanMeetingForm_WhoIsInBoth_HasASeatInEach", async () => {
  await drawForm();
  await change("seat-Tom", "both");
  await save();
  expect(roomsOf(posted[0]?.[1])).toEqual([["Ingrid", "Nadia", "Tom", "Tolk"], [["Joost", "Mark", "Trees", "Tom"]]]);
});

test.each([
  ["Trees", "seat", "Trees mag niet alles weten"],
  ["Mark", "seat", "Er is bescherming tegen Mark"],
  ["Nadia", "both", "Nadia komt in allebei de gesprekken"],
])("PlanMeetingForm_%s as %s_AsksFirstAndThenPlansIt", async (id, seat, question) => {
  await drawForm();
  await change(`seat-${id}`, seat);
  expect(page.find("meeting-sure")).toBeUndefined();
  await save();
  expect(posted).toEqual([]);
  expect(page.find("meeting-sure")?.text).toContain(question);
  await save();
  expect(posted.length).toBe(1);
});

const participants = (...people: string[]) => people.map((person) => ({ person }));
async function invite(): Promise<void> {
  const hers = { id: "hers", participants: participants("Ingrid", "Nadia"), round: null };
  const his = { id: "his", participants: participants("Ingrid", "Mark"), round: null };
  const meeting = { id: "m-1", rooms: [hers, his] };
  const value = { meeting, plan, room: hers, isChair: true, person: personFinder(plan) } as never;
  render(h(TableProvider, { value, children: h(InviteToMeeting, { onDone: () => {} }) }), root);
  await settled();
}
const send = async () => {
  page.find("invite-to-send")?.happen("click");
  vi.advanceTimersByTime(1_000);
  await settled();
};

test("InviteToMeeting_AtThisTable_IsAskedOfTheServerForThisRoom", async () => {
  await invite();
  await change("invite-to-who", "Tom");
  await send();
  expect(posted).toEqual([["/api/plans/pl-1/meetings/m-1/people", { person: "Tom", room: "hers" }]]);
});

test("InviteToMeeting_ForTheMinutesAlone_HasNoRoom", async () => {
  await invite();
  await change("invite-to-who", "Bosch");
  page.find("invite-to-how")?.childNodes[2]?.first("input")?.happen("change");
  await settled();
  await send();
  expect(posted.map(([, body]) => body)).toEqual([{ person: "Bosch", room: null }]);
});

test("InviteToMeeting_OfWhomSomebodyHereIsKeptSafeFrom_AsksFirst", async () => {
  await invite();
  await change("invite-to-who", "Mark");
  await send();
  expect(posted).toEqual([]);
  const question = page.find("invite-to-question")?.text;
  expect(question).toContain("Er is bescherming tegen Mark");
  expect(question).toContain("Mark zit ook in je andere gesprek");
  await send();
  expect(posted.length).toBe(1);
});
