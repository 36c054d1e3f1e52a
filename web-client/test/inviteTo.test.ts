import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { PersonRole, PlanView } from "../src/wire/types";
import { makePage, settled, stubPage } from "./page";

stubPage();
// The words that come with the chair's bar, and no others.
await import("../src/chair/words");
const { InviteToMeeting } = await import("../src/chair/InviteToMeeting");
const { TableProvider, personFinder } = await import("../src/meeting/context");

let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];
let posted: [string, Record<string, unknown>][];
let refusal: string | null;

beforeEach(() => {
  if (root) render(null, root);
  ({ page, root } = makePage());
  posted = [];
  refusal = null;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    posted.push([path, JSON.parse(String(init.body))]);
    return refusal ? Response.json({ code: refusal }, { status: 422 }) : new Response(null, { status: 204 });
  });
  // The taps of one test are no double taps with those of the next.
  vi.advanceTimersByTime(1_000);
});

const who = (id: string, role: PersonRole = "professional") => ({ id, name: id, role });
const plan = {
  id: "pl-1",
  you: "Ingrid",
  people: [
    who("Ingrid", "caseDirector"),
    who("Mark", "parentWithAuthority"),
    who("Nadia", "parentWithAuthority"),
    who("Tom", "safeHomeWorker"),
    who("Bosch"),
  ],
  protections: [{ protected: ["Nadia"], from: ["Mark"], indirect: [] }],
  relations: [],
  shieldings: [],
} as unknown as PlanView;

const change = async (testId: string, value: string) => {
  page.find(testId)?.happen("change", { value });
  await settled();
};

/** How they take part is chosen: the first is a seat. */
const choose = async (at: number) => {
  page.find("invite-to-how")?.childNodes[at]?.first("input")?.happen("change");
  await settled();
};

const participants = (...people: string[]) => people.map((person) => ({ person }));
async function invite(of = plan, connected = false): Promise<void> {
  const hers = { id: "hers", participants: participants("Ingrid", "Nadia"), round: null };
  const his = { id: "his", participants: [...participants("Ingrid"), { person: "Mark", connected }], round: null };
  const meeting = { id: "m-1", rooms: [hers, his] };
  const value = { meeting, plan: of, room: hers, isChair: true, person: personFinder(of) } as never;
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
  await choose(1);
  await send();
  expect(posted).toEqual([["/api/plans/pl-1/meetings/m-1/people", { person: "Tom", room: "hers" }]]);
});

test("InviteToMeeting_ForTheMinutesAlone_HasNoRoom", async () => {
  await invite();
  await change("invite-to-who", "Bosch");
  await choose(2);
  await send();
  expect(posted.map(([, body]) => body)).toEqual([{ person: "Bosch", room: null }]);
  expect(page.find("invite-to-done")?.text).toBe("Bosch krijgt het verslag van dit gesprek.");
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

test.each([
  ["meeting.person-arrived", "Deze persoon kwam al in je andere gesprek. Een tweede plek kan dan niet meer."],
  ["meeting.person-hidden", "Niet iedereen hier mag van deze persoon weten."],
])("InviteToMeeting_Refused as %s_SaysWhy", async (code, text) => {
  await invite();
  await change("invite-to-who", "Tom");
  await choose(1);
  refusal = code;
  await send();
  expect(page.find("refused")?.text).toBe(text);
});

test("InviteToMeeting_WithoutAChoice_AsksForIt_AndForEachPersonAnew", async () => {
  await invite();
  await send();
  expect(page.text).toContain("Kies eerst iemand.");
  await change("invite-to-who", "Tom");
  await choose(1);
  await change("invite-to-who", "Bosch");
  await send();
  expect(page.text).toContain("Kies eerst hoe deze persoon meedoet.");
  expect(posted).toEqual([]);
});

test("InviteToMeeting_OfWhoCameToTheOtherMeeting_SaysThatItCannotBeInsteadOfAsking", async () => {
  await invite(plan, true);
  await change("invite-to-who", "Mark");
  await send();
  expect(page.find("invite-to-cannot")?.text).toContain("Een tweede plek kan dan niet meer.");
  expect([page.find("invite-to-question"), posted.length]).toEqual([undefined, 0]);
});

test("InviteToMeeting_BesideWhoMayNotKnowOfThem_SaysWhoBeforeItIsSent", async () => {
  await invite({ ...plan, shieldings: [{ person: "Tom", hiddenFrom: ["Nadia"] }] } as unknown as PlanView);
  await change("invite-to-who", "Tom");
  expect(page.find("invite-to-cannot")).toBeUndefined();
  await choose(1);
  await send();
  expect([page.find("invite-to-cannot")?.text, posted.length]).toEqual(["Nadia mag niet weten van Tom.", 0]);
});

test("InviteToMeeting_Taken_SaysSoAndMakesTheLinkThere", async () => {
  await invite();
  await change("invite-to-who", "Tom");
  await choose(1);
  await send();
  expect(page.find("invite-to-done")?.text).toBe("Tom hoort nu bij dit gesprek.");
  // The focus says it: with a role it would be said twice.
  expect(document.activeElement).toBe(page.find("invite-to-done"));
  expect(page.find("invite-to-done")?.attributes.has("role")).toBe(false);
  page.find("invite-to-link")?.happen("click");
  await settled();
  expect(page.find("invite-dialog")?.text).toContain("Een oude link werkt daarna niet meer.");
});
