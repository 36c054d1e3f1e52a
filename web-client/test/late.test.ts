import { h, render } from "preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { commandsTo } from "./commands";
import { makePage, settled, stubPage } from "./page";

stubPage();
const { table } = await import("../src/table/live");
const { TableProvider } = await import("../src/meeting/context");
const { AnswerForm } = await import("../src/meeting/commitments/AnswerForm");
const { ResultForm } = await import("../src/meeting/commitments/ResultForm");
const { enterRooms } = await import("../src/meeting/enterRooms");
const { ScoreForm } = await import("../src/meeting/score/ScoreForm");
const { ScoreReceived } = await import("../src/meeting/score/ScoreReceived");

let sent: unknown[];
let answers: { refusal: { code: string } | null }[];
let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];

beforeEach(() => {
  ({ page, root } = makePage());
  answers = [];
  sent = commandsTo(table, answers);
});

afterEach(() => render(null, root));

async function draw(screen: (props: never) => unknown, props: object): Promise<void> {
  const at = {
    meeting: { id: "m-1" },
    plan: { you: "kim" },
    room: { id: "r-1", participants: [] },
    person: (id: string) => ({ id, name: id }),
  };
  render(h(TableProvider, { value: at as never, children: h(screen as never, props) }), root);
  await settled();
}

const round = { number: 1, anchor0: "", anchor10: "", yours: null, replaces: "first" };

// It is asked again until the server answers, and on another screen a later one may have been sent meanwhile.
test("GiveScore_IsInsteadOfTheOneOnTheScreen", async () => {
  await pass(round);
  expect(sent).toMatchObject([{ kind: "giveScore", instead: "first" }]);
});

test("GiveScore_ToAServerThatDoesNotTell_SaysNothingOfIt", async () => {
  await pass({ ...round, number: 2, replaces: undefined });
  expect(sent).toMatchObject([{ kind: "giveScore", instead: undefined }]);
});

async function pass(round: object): Promise<void> {
  await draw(ScoreForm, { round, over: false, onSent: () => {} });
  page.find("score-pass")?.happen("click");
  await settled();
  page.find("score-pass-reason")?.happen("input", { value: "Weet niet." });
  await settled();
  page.find("score-form")?.happen("submit");
  await settled();
}

test("AnswerAndResult_AreAfterWhatTheViewerSaidOnTheScreen", async () => {
  const commitment = { id: "c-1", textVersion: 2, answer: null, result: null, youSaid: 3 };
  await draw(AnswerForm, { plan: "p-1", commitment });
  page.find("answer-agree")?.happen("click");
  await draw(ResultForm, { plan: "p-1", commitment });
  page.find("result-kept")?.happen("click");
  await settled();
  expect(sent).toMatchObject([
    { kind: "answerCommitment", after: 3 },
    { kind: "recordResult", after: 3 },
  ]);
});

test("OwnSeal_IsShownAsFarAsNobodyMakesAnotherLikeIt", async () => {
  await draw(ScoreReceived, { score: { value: 4, seal: "0123456789abcdef0123" }, onChange: () => {} });
  expect(page.find("own-seal")?.text).toContain("0123456789abcdef.");
});

test("enterRooms_RefusedInPassing_AsksAgainWhileThePageIsOpen", async () => {
  vi.spyOn(table, "isUp", "get").mockReturnValue(true);
  const passing = { refusal: { code: "server.unavailable" } };
  answers.push(passing, { refusal: { code: "section.too-fast" } }, { refusal: null }, passing);
  const leave = enterRooms("m-1", ["r-1"]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(3);
  leave();
  enterRooms("m-1", ["r-2"])();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(4);
});
