import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { CommitmentView, PlanView, YoungChildView } from "../src/wire/types";
import { makePage, settled, stubPage } from "./page";

stubPage();

const { liveMeeting, table } = await import("../src/table/live");
const { AnswerForm } = await import("../src/meeting/commitments/AnswerForm");
const { somethingUnsaved } = await import("../src/app/unsaved");
const { CopyButton } = await import("../src/ui/CopyButton");
const { TableProvider } = await import("../src/meeting/context");
const { ChildMode } = await import("../src/young/ChildMode");
const { MinutesPage } = await import("../src/minutes/MinutesPage");
const { ChildScores } = await import("../src/young/ChildScores");
const { ScoreForm } = await import("../src/meeting/score/ScoreForm");
const { Scoring } = await import("../src/meeting/score/Scoring");
const { draftsShown } = await import("../src/app/unsaved");

let sent: Record<string, unknown>[];
let answers: ((refusal: object | null) => void)[];
let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];

beforeEach(() => {
  if (root) render(null, root);
  ({ page, root } = makePage());
  sent = [];
  answers = [];
  vi.spyOn(table, "ask").mockImplementation((_, request) => {
    sent.push((request as { command: Record<string, unknown> }).command);
    return new Promise((resolve) => answers.push((refusal) => resolve({ refusal } as never)));
  });
});

/** The answer to what was asked longest ago arrives. */
async function arrive(refusal: object | null = null): Promise<void> {
  answers.shift()?.(refusal);
  await settled();
}

async function click(testId: string, at = 0): Promise<void> {
  page.all(testId)[at]?.happen("click");
  await settled();
}

const person = (id: string) => ({ id, name: id, role: "child" }) as never;
const plan = { id: "pl-1", you: "p-1", sections: [], people: [], rights: {}, childWords: [] } as unknown as PlanView;
const commitment = { id: "c-1", textVersion: 1, owner: "p-1", status: "proposed", answer: null } as CommitmentView;
const answering = () => h(AnswerForm, { plan: "pl-1", commitment });

test("AnswerForm_ItsScreenGivesWayToAnotherWithTheSame_GoesOnAnswering", async () => {
  render(h(answering, { key: "commitments" }), root);
  await settled();
  render(h(answering, { key: "closed" }), root);
  await settled();
  await click("answer-disagree");
  expect(page.find("answer-remark")).toBeDefined();
});

test("AnswerForm_AnotherAnswerWithWordsInTheBox_KeepsTheWordsUntilTheyAreSent", async () => {
  render(h(answering, { key: "words" }), root);
  await settled();
  await click("answer-disagree");
  await type("answer-remark", "Liever op vrijdag.");
  await click("answer-agree");
  await click("answer-unsure");
  expect(sent.map(({ answer }) => answer)).toEqual(["agree"]);
  await arrive();
  expect([page.find("answer-remark")?.value, somethingUnsaved.value]).toEqual(["Liever op vrijdag.", true]);
  await click("answer-send");
  await arrive();
  expect([page.find("answer-remark"), somethingUnsaved.value]).toEqual([undefined, false]);
});

test.each([
  ["works", { writeText: async () => {} }, "Gekopieerd", 0],
  ["is refused", { writeText: () => Promise.reject(new Error("no")) }, "Kopieer", 1],
  ["is nowhere", undefined, "Kopieer", 1],
])("CopyButton_Copying %s_IsSaid", async (_, clipboard, label, failed) => {
  vi.stubGlobal("navigator", { clipboard });
  render(h(CopyButton, { words: "Ik mis mijn hond.", label: "Kopieer" }), root);
  await settled();
  await click("copy");
  expect([page.find("copy")?.text, page.all("copy-failed").length]).toEqual([expect.stringContaining(label), failed]);
});

const young: YoungChildView = { child: "p-2", helps: true, readers: [person("p-3")], minutes: [] };

async function type(testId: string, value: string): Promise<void> {
  page.find(testId)?.happen("input", { value });
  await settled();
}

async function sayWithChild(text: string): Promise<void> {
  await type("child-mode-text", text);
  await click("child-mode-save");
  await arrive();
}

test("ChildMode_ReadersOfTwoWordsChangedAtOnce_AreBothShown", async () => {
  render(h(ChildMode, { plan, young, person, onDone: () => {} }), root);
  await sayWithChild("Ik mis mijn hond.");
  await sayWithChild("Ik wil naar opa.");
  for (const at of [0, 1]) {
    // The first that is not being changed.
    await click("child-mode-change");
    page.all("child-mode-said")[at]?.find("child-mode-who")?.first("input")?.happen("change", { checked: true });
    await settled();
    await click("child-mode-keep", at);
  }
  await arrive();
  await arrive();
  expect(sent.slice(2).map(({ to }) => to)).toEqual([["p-3"], ["p-3"]]);
  for (const said of page.all("child-mode-said")) expect(said.text).toContain("Dit mag lezen: p-3.");
});

test("ChildMode_StoppedWithWordsInIt_AsksFirst", async () => {
  const done = vi.fn();
  render(h(ChildMode, { plan, young, person, onDone: done }), root);
  await type("child-mode-text", "Ik mis mijn hond.");
  await click("child-mode-stop");
  expect(done).not.toHaveBeenCalled();
  await type("child-mode-text", "Ik mis mijn hond en opa.");
  expect(page.find("child-mode-stop-sure")).toBeUndefined();
  await click("child-mode-stop");
  await click("child-mode-stop-sure");
  expect([done.mock.calls.length, somethingUnsaved.value]).toEqual([1, false]);
  render(h(ChildMode, { key: "again", plan, young, person, onDone: done }), root);
  expect(page.find("child-mode-text")?.value).toBe("");
});

test("ChildMode_StoppedWhileItSaves_AsksFirst", async () => {
  const done = vi.fn();
  render(h(ChildMode, { plan, young, person, onDone: done }), root);
  await type("child-mode-text", "Ik mis mijn hond.");
  await click("child-mode-save");
  await type("child-mode-text", "");
  await click("child-mode-stop");
  expect(done).not.toHaveBeenCalled();
  await arrive();
  await click("child-mode-stop");
  expect(done).toHaveBeenCalledOnce();
});

test("ChildMode_LeftWithTheBackButton_HasTheWordsWhenItIsOpenedAgain", async () => {
  const open = (child: string) =>
    render(h(ChildMode, { key: child, plan, young: { ...young, child }, person, onDone: () => {} }), root);
  open("p-2");
  await type("child-mode-text", "Ik mis mijn hond.");
  render(null, root);
  await settled();
  expect(somethingUnsaved.value).toBe(true);
  open("p-4");
  expect(page.find("child-mode-text")?.value).toBe("");
  open("p-2");
  expect(page.find("child-mode-text")?.value).toBe("Ik mis mijn hond.");
  await click("child-mode-save");
  await arrive();
  expect(somethingUnsaved.value).toBe(false);
});

/** The screen of a child in a round of scores, at the device of who helps it. */
function scoreWithChild(): void {
  const round = { number: 1, revealed: null, eligible: [], done: [], children: ["p-2"], yours: null } as never;
  const room = { id: "r-1", participants: [], round };
  const value = { meeting: { id: "m-1", rooms: [room] }, plan, room, isChair: false, person } as never;
  const scores = h(ChildScores, { round, child: "p-2", onChild: () => {} });
  render(h(TableProvider, { value, children: scores }), root);
}

async function tellANumber(): Promise<void> {
  page.first("input")?.happen("change");
  await type("child-score-why", "Het is stil.");
}

test("ChildScores_LeftForAnotherScreen_KeepNothingOfTheChild", async () => {
  scoreWithChild();
  await tellANumber();
  expect(somethingUnsaved.value).toBe(true);
  render(null, root);
  await settled();
  expect(somethingUnsaved.value).toBe(false);
  scoreWithChild();
  expect([page.first("input")?.checked, page.find("child-score-why")?.value]).toEqual([false, ""]);
});

test("ChildScores_LeftWhileItSaves_KeepTheWordsUntilTheyArrived", async () => {
  const left = async (refusal: object | null) => {
    scoreWithChild();
    await tellANumber();
    await click("child-score-save");
    render(null, root);
    await arrive(refusal);
    scoreWithChild();
    return [page.find("child-score-why")?.value, somethingUnsaved.value];
  };
  expect(await left({ code: "score.text-length", about: [] })).toEqual(["Het is stil.", true]);
  expect(await left(null)).toEqual(["", false]);
});

/** The step of scores as it is in this round; a revealed one names nobody with whom a number may be given. */
async function drawScoring(number: number, revealed: [] | null): Promise<void> {
  const round = { number, revealed, eligible: ["p-1"], done: [], children: revealed ? [] : ["p-2"], yours: null };
  const room = { id: "r-1", participants: [], round, earlierRounds: [] };
  const meeting = { id: "m-2", rooms: [room] };
  (liveMeeting.view as { value: unknown }).value = meeting;
  const value = { meeting, plan, room, isChair: false, person } as never;
  render(h(TableProvider, { value, children: h(Scoring, null) }), root);
  await settled();
}

test("ScoreForm_WhoGotASeatSinceTheRoundWasOpened_IsNotAmongThoseWhoSeeItLater", async () => {
  const round = { number: 9, eligible: ["Yara", "Nadia"], yours: null } as never;
  const participants = [
    { person: "Ingrid", chair: true },
    ...["Yara", "Nadia", "Joost", "Tolk"].map((id) => ({ person: id })),
  ];
  const value = {
    meeting: { id: "m-3" },
    plan: { id: "pl-3", you: "Yara" },
    room: { id: "r-3", participants },
    person: (id: string) => ({ id, name: id, role: id === "Tolk" ? "interpreter" : "professional" }),
  } as never;
  render(h(TableProvider, { value, children: h(ScoreForm, { round, over: false, onSent: () => {} }) }), root);
  await settled();
  const names = () => page.find("who-sees")?.childNodes[1]?.childNodes.map((line) => line.childNodes[1]?.text);
  expect(names()).toEqual(["Ingrid", "Yara", "Nadia", "Tolk"]);
  expect(page.text).toContain("Je cijfer en je uitleg staan ook in het verslag.");
  page.find("score-pass")?.happen("click");
  await settled();
  expect(page.text).toContain("Jouw reden staat ook in het verslag.");
  page.find("score-visibility")?.childNodes[2]?.first("input")?.happen("change");
  await settled();
  expect(names()).toEqual(["Ingrid", "Yara"]);
  expect(page.text).not.toContain("in het verslag");
});

test("Scoring_RevealedWhileAChildIsAtIt_KeepsItsWordsAndShowsNobodysNumbers", async () => {
  await drawScoring(1, null);
  await click("child-score-open");
  await tellANumber();
  await click("child-score-save");
  await drawScoring(1, []);
  await arrive({ code: "score.already-revealed", about: [] });
  const seen = () => [page.find("differences"), page.find("child-score-why")?.value, somethingUnsaved.value];
  expect(seen()).toEqual([undefined, "Het is stil.", true]);
  expect(page.find("refused")?.text).toContain("al getoond");
  await drawScoring(2, null);
  expect(seen()).toEqual([undefined, "Het is stil.", true]);
  await click("child-score-back");
  expect(somethingUnsaved.value).toBe(false);
});

test("Scoring_RevealedWhileSomebodyWrites_KeepsTheFormUntilItsWriterIsDone", async () => {
  await drawScoring(1, null);
  page.first("input")?.happen("change");
  await type("score-why", "Het is stil.");
  expect(draftsShown.size).toBe(1);
  const kept = () => [page.find("score-why")?.value, page.find("score-too-late") !== undefined, somethingUnsaved.value];
  page.find("score-form")?.happen("submit");
  await drawScoring(1, []);
  expect(kept()).toEqual(["Het is stil.", false, true]);
  await arrive({ code: "score.already-revealed", about: [] });
  expect(kept()).toEqual(["Het is stil.", true, true]);
  await drawScoring(2, null);
  expect(kept()).toEqual(["Het is stil.", true, true]);
  await click("score-too-late-seen");
  expect([page.find("score-why")?.value, page.find("refused")]).toEqual(["", undefined]);
  expect([draftsShown.size, somethingUnsaved.value]).toEqual([0, false]);
});

test("Scoring_RevealedAndItsWriterIsDone_ShowsTheNumbers", async () => {
  await drawScoring(3, null);
  await type("score-why", "Het is stil.");
  await drawScoring(3, []);
  await click("score-too-late-seen");
  expect([page.find("score-form"), page.find("differences")]).toEqual([undefined, expect.anything()]);
});

/** The server of minutes: what it answers to what is asked, and what was posted there. */
function serveMinutes() {
  const server = { answer: (): Response => Response.json(minutes), posted: [] as object[] };
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    if (init.method === "GET") return server.answer();
    server.posted.push(JSON.parse(String(init.body ?? null)));
    return new Response(null, { status: 204 });
  });
  return server;
}
const minutes = { id: "n-1", plan: "pl-1", title: "Verslag", html: "", hash: "h", publishedAt: "2026-11-27T10:00:00Z" };
const open = async (reactions: object[] = []) => {
  Object.assign(minutes, { acknowledgedAt: null, newer: null, reactions });
  const server = serveMinutes();
  render(h(MinutesPage, { id: "n-1" }), root);
  await settled();
  return server;
};
const unreachable = () => {
  throw new TypeError("no network");
};

test("MinutesPage_ReadAgainWithoutConnection_KeepsTheMinutesAndTheWordsUntilItWorks", async () => {
  const server = await open();
  await type("reaction-text", "Dat zei ik niet.");
  server.answer = unreachable;
  await click("acknowledge");
  expect([page.find("minutes-refused"), page.find("reaction-text")?.value]).toEqual([undefined, "Dat zei ik niet."]);
  server.answer = () => Response.json({ ...minutes, acknowledgedAt: "2026-11-27T11:00:00Z" });
  await click("minutes-again");
  expect([page.find("minutes-old"), page.find("acknowledged")]).toEqual([undefined, expect.anything()]);
  await type("reaction-text", "");
});

test("MinutesPage_FirstReadWithoutConnection_CanBeTriedAgain", async () => {
  const server = serveMinutes();
  server.answer = unreachable;
  render(h(MinutesPage, { id: "n-1" }), root);
  await settled();
  expect(page.find("minutes-refused")?.text).toContain("Er is geen verbinding");
  server.answer = () => Response.json({ ...minutes, reactions: [] });
  await click("minutes-again");
  expect(page.find("minutes-text")).toBeDefined();
});

test("MinutesPage_NoLongerForThisReader_AreGone", async () => {
  const server = await open();
  server.answer = () => Response.json({ code: "minutes.unknown" }, { status: 404 });
  await click("acknowledge");
  expect([page.find("minutes-text"), page.find("minutes-again")]).toEqual([undefined, undefined]);
});

test("MinutesPage_SessionOver_KeepsNothingButAReactionThatWasNotSent", async () => {
  const server = await open();
  await type("reaction-text", "Dat zei ik niet.");
  server.answer = () => Response.json({ code: "session.required" }, { status: 401 });
  await click("acknowledge");
  expect(page.find("minutes")?.attributes.get("class")).toBe("narrow over");
  await type("reaction-text", "");
  await click("acknowledge");
  expect([page.find("minutes-text"), page.find("minutes-again")]).toEqual([undefined, expect.anything()]);
});

test("Reactions_AnswerLost_AreSentAgainAsTheSame", async () => {
  const server = await open();
  const fetched = globalThis.fetch;
  const send = async (text: string, lost: boolean) => {
    await type("reaction-text", text);
    vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
      const answer = await fetched(path, init);
      return lost ? unreachable() : answer;
    });
    await click("reaction-send");
  };
  await send("Dat zei ik niet.", true);
  await send("Dat zei ik niet.", false);
  await send("En dat ook niet.", false);
  const [first, again, other] = server.posted as { operation: string; text: string }[];
  expect(again).toEqual(first);
  expect(other?.operation).not.toBe(first?.operation);
  expect(somethingUnsaved.value).toBe(false);
});

const { Closed } = await import("../src/meeting/Closed");
const { Lobby } = await import("../src/meeting/Lobby");

test.each([
  ["interpreter", "Een tolk krijgt geen verslag.", 1],
  ["parentWithAuthority", "Is er een verslag voor jou?", 4],
])("Meeting_Before and after it, of %s_PromisesNoMoreThanComes", async (role, words, steps) => {
  const room = { id: "r-1", participants: [], phase: "closed" };
  const meeting = { id: "m-1", startsAt: "2026-02-12T10:00:00Z", calledOff: false, rooms: [room] };
  const mine = { ...plan, minutes: [], commitments: [], director: null };
  const value = {
    meeting,
    plan: mine,
    room,
    isChair: false,
    person: (id: string) => ({ id, name: id, role }),
  } as never;
  render(h(TableProvider, { value, children: h(Closed, null) }), root);
  await settled();
  expect(page.find("minutes-coming")?.text).toContain(words);
  render(h(TableProvider, { value, children: h(Lobby, null) }), root);
  await settled();
  expect(page.first("ol")?.childNodes.length).toBe(steps);
});
