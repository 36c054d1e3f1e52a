import type { VNode } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { CommitmentView } from "../src/wire/types";
import { marked, type Props, partsOf } from "./parts";

const hooks = vi.hoisted(() => ({
  cells: [] as unknown[],
  at: 0,
  table: null as unknown,
  leave: [] as (() => void)[],
}));
const cell = vi.hoisted(() => (first: unknown) => {
  const { cells } = hooks;
  const at = hooks.at++;
  if (!(at in cells)) cells[at] = typeof first === "function" ? first() : first;
  return at;
});
vi.mock("preact/hooks", async (original) => ({
  ...(await original<object>()),
  useEffect: () => {},
  useRef: (first: unknown) => hooks.cells[cell({ current: first })],
  useLayoutEffect: (effect: () => () => void) => hooks.leave.push(effect()),
  useContext: () => hooks.table,
  useId: () => "id",
  useState: (first: unknown) => {
    const { cells } = hooks;
    const at = cell(first);
    return [cells[at], (next: unknown) => (cells[at] = typeof next === "function" ? next(cells[at]) : next)];
  },
}));
vi.hoisted(() => vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: () => {} })));

const { signOutEverywhere } = await import("../src/desk/calls");
const { SessionsPage } = await import("../src/desk/SessionsPage");
const { AnswerForm } = await import("../src/meeting/commitments/AnswerForm");
const { ProposeForm } = await import("../src/meeting/commitments/ProposeForm");
const { RewordForm } = await import("../src/meeting/commitments/RewordForm");
const { ScaleRadios } = await import("../src/meeting/score/ScaleRadios");
const { ScoreForm } = await import("../src/meeting/score/ScoreForm");
const { ScoreReceived } = await import("../src/meeting/score/ScoreReceived");
const { Scoring } = await import("../src/meeting/score/Scoring");
const { Reactions } = await import("../src/minutes/Reactions");
const { ChildWords } = await import("../src/sharing/ChildWords");
const { ChildMode } = await import("../src/young/ChildMode");
const { ChildScoreForm } = await import("../src/young/ChildScoreForm");
const { ChildScores } = await import("../src/young/ChildScores");
const { SignOut } = await import("../src/app/SignOut");
const { childIsHere } = await import("../src/app/status");
const { noteDraft, somethingUnsaved } = await import("../src/app/unsaved");
const { table } = await import("../src/table/live");

const part = (screen: unknown, type: unknown) => partsOf(screen).find((one) => one.type === type);
const submit = (screen: unknown) =>
  (part(screen, "form")?.props.onSubmit as (event: object) => void)({ preventDefault: () => {} });

const named = (screen: unknown, name: string) =>
  partsOf(screen).find(({ type }) => typeof type === "function" && type.name === name) as VNode<Props>;

/** A screen that can be drawn again and again, with a state of its own. */
function screen<P extends unknown[]>(draw: (...props: P) => VNode): (...props: P) => VNode {
  const cells: unknown[] = [];
  return (...props) => {
    hooks.cells = cells;
    hooks.at = 0;
    return draw(...props);
  };
}

let sent: Record<string, unknown>[];
let answers: (() => void)[];

/** The first that waits has its answer, and the screen has heard it. */
async function arrive(): Promise<void> {
  answers.shift()?.();
  await new Promise((heard) => setTimeout(heard));
}

const person = (id: string) => ({ id, name: id, role: "child" }) as never;
const section = { id: "s-1", mode: "live", audience: ["p-1"], shielded: false, treatment: null };
const plan = { id: "pl-1", you: "p-1", sections: [section], people: [], rights: {}, childWords: [] } as never;
const commitment = (textVersion: number, text = "Opa belt.") =>
  ({ id: "c-1", text, textVersion, owner: "p-1", status: "proposed", answer: null }) as CommitmentView;

beforeEach(() => {
  for (const leave of hooks.leave.splice(0)) leave();
  sent = [];
  answers = [];
  vi.spyOn(table, "ask").mockImplementation((_, request) => {
    sent.push((request as { command: Record<string, unknown> }).command);
    return new Promise((resolve) => answers.push(() => resolve({ refusal: null } as never)));
  });
});

test("AnswerForm_WrittenOnWhileSending_KeepsWhatIsNewer", async () => {
  const draw = screen(() => AnswerForm({ plan: "pl-1", commitment: commitment(1) }));
  marked(draw(), "answer-disagree").onClick();
  marked(draw(), "answer-remark").onInput("Te vaak.");
  marked(draw(), "answer-send").onClick();
  marked(draw(), "answer-remark").onInput("Te vaak, en te laat.");
  await arrive();
  expect(marked(draw(), "answer-remark").value).toBe("Te vaak, en te laat.");
  expect(somethingUnsaved.value).toBe(true);
  marked(draw(), "answer-send").onClick();
  await arrive();
  expect(sent.map(({ remark }) => remark)).toEqual(["Te vaak.", "Te vaak, en te laat."]);
  expect(marked(draw(), "answer-remark")).toBeUndefined();
  expect(somethingUnsaved.value).toBe(false);
});

test("ProposeForm_AnotherWrittenWhileTheFirstWaits_IsAnotherCommitmentAndStays", async () => {
  const room = { id: "r-1", participants: [] };
  hooks.table = { plan, person, room, meeting: { id: "m-1", rooms: [room] } };
  const done = vi.fn();
  const draw = screen(() => ProposeForm({ onDone: done }));
  marked(draw(), "propose-text").onInput("Ik bel elke dag.");
  submit(draw());
  const again = screen(() => ProposeForm({ onDone: done }));
  submit(again());
  marked(again(), "propose-text").onInput("Opa kookt.");
  submit(again());
  expect(sent.map(({ text }) => text)).toEqual(["Ik bel elke dag.", "Ik bel elke dag.", "Opa kookt."]);
  expect(sent[1]?.id).toBe(sent[0]?.id);
  expect(sent[2]?.id).not.toBe(sent[0]?.id);
  await arrive();
  await arrive();
  expect(marked(again(), "propose-text").value).toBe("Opa kookt.");
  expect([done.mock.calls.length, somethingUnsaved.value]).toEqual([0, true]);
  await arrive();
  expect([done.mock.calls.length, somethingUnsaved.value]).toEqual([1, false]);
  hooks.table = null;
});

test("RewordForm_WrittenOnWhileSending_GoesOnFromWhatArrived", async () => {
  const done = vi.fn();
  let now = commitment(1);
  const draw = screen(() => RewordForm({ plan, person, commitment: now, onDone: done }));
  marked(draw(), "reword-text").onInput("Opa belt elke dag.");
  submit(draw());
  marked(draw(), "reword-text").onInput("Opa belt elke dag om vijf uur.");
  await arrive();
  now = commitment(2, "Opa belt elke dag.");
  expect(marked(draw(), "reword-text").value).toBe("Opa belt elke dag om vijf uur.");
  expect([done.mock.calls.length, somethingUnsaved.value]).toEqual([0, true]);
  submit(draw());
  await arrive();
  expect(sent.map(({ textVersion }) => textVersion)).toEqual([1, 2]);
  expect([done.mock.calls.length, somethingUnsaved.value]).toEqual([1, false]);
});

test("Reactions_WrittenOnWhileSending_KeepWhatIsNewer", async () => {
  vi.stubGlobal("fetch", () => new Promise((resolve) => answers.push(() => resolve(new Response()))));
  const minutes = { id: "n-1", reactions: [] } as never;
  const draw = screen(() => Reactions({ minutes, onDone: async () => {} }));
  marked(draw(), "reaction-text").onInput("Dat zei ik niet.");
  marked(draw(), "reaction-send").onClick();
  marked(draw(), "reaction-text").onInput("Dat zei ik niet zo.");
  await arrive();
  expect(marked(draw(), "reaction-text").value).toBe("Dat zei ik niet zo.");
  expect(somethingUnsaved.value).toBe(true);
  marked(draw(), "reaction-send").onClick();
  await arrive();
  expect(somethingUnsaved.value).toBe(false);
});

test("ChildWords_WrittenOnWhileSending_KeepWhatIsNewerAsWordsOfTheirOwn", async () => {
  const write = named(ChildWords({ plan, person }), "Write");
  const draw = screen(() => (write.type as (props: Props) => VNode)(write.props));
  marked(draw(), "child-words-text").onInput("Ik mis mijn hond.");
  marked(draw(), "child-words-save").onClick();
  marked(draw(), "child-words-text").onInput("Ik wil naar opa.");
  await arrive();
  expect(marked(draw(), "child-words-text").value).toBe("Ik wil naar opa.");
  expect(somethingUnsaved.value).toBe(true);
  marked(draw(), "child-words-save").onClick();
  await arrive();
  expect(sent[1]?.id).not.toBe(sent[0]?.id);
  expect(marked(draw(), "child-words-text").value).toBe("");
  expect(somethingUnsaved.value).toBe(false);
});

test("ChildMode_WrittenOnWhileSending_KeepsWhatIsNewerAsWordsOfTheirOwn", async () => {
  const young = { child: "p-2", readers: [] } as never;
  const mode = screen(() => ChildMode({ plan, young, person, onDone: () => {} }));
  const forms = new Map<unknown, (form: VNode<Props>) => VNode>();
  const draw = () => {
    const form = named(mode(), "SayForm");
    const known =
      forms.get(form.key) ?? screen((one: VNode<Props>) => (one.type as (props: Props) => VNode)(one.props));
    forms.set(form.key, known);
    return known(form);
  };
  expect(childIsHere.value).toBe(false);
  marked(draw(), "child-mode-text").onInput("Ik mis mijn hond.");
  expect(childIsHere.value).toBe(true);
  marked(draw(), "child-mode-save").onClick();
  marked(draw(), "child-mode-text").onInput("Ik wil naar opa.");
  await arrive();
  expect(marked(draw(), "child-mode-text").value).toBe("Ik wil naar opa.");
  marked(draw(), "child-mode-save").onClick();
  await arrive();
  expect(sent.map(({ text }) => text)).toEqual(["Ik mis mijn hond.", "Ik wil naar opa."]);
  expect(sent[1]?.id).not.toBe(sent[0]?.id);
  expect(marked(draw(), "child-mode-text").value).toBe("");
});

const round = (yours: object | null) =>
  ({ number: 1, revealed: null, eligible: ["p-1"], done: [], children: ["p-2", "p-3"], yours }) as never;

test("Scoring_ChangedWhileSending_StaysTheFormUntilThatIsSentToo", async () => {
  const at = { plan, person, meeting: { id: "m-1" }, room: { id: "r-1", participants: [], round: round(null) } };
  hooks.table = at;
  const scoring = screen(() => Scoring() as VNode);
  const form = screen((props: Props) => ScoreForm(props as never));
  const draw = () => {
    const shown = part(scoring(), ScoreForm);
    return shown && form(shown.props);
  };
  part(draw(), ScaleRadios)?.props.onInput(6);
  submit(draw());
  part(draw(), ScaleRadios)?.props.onInput(3);
  at.room.round = round({ value: 6, why: "", oneHigher: "", visibility: "everyone" });
  expect(part(draw(), ScaleRadios)?.props.value).toBe(3);
  await arrive();
  expect(part(draw(), ScaleRadios)?.props.value).toBe(3);
  expect(somethingUnsaved.value).toBe(true);
  submit(draw());
  await arrive();
  expect(sent.map(({ value }) => value)).toEqual([6, 3]);
  expect([draw(), part(scoring(), ScoreReceived)]).toEqual([undefined, expect.anything()]);
  expect(somethingUnsaved.value).toBe(false);
  hooks.table = null;
});

test("Scoring_GivenElsewhereMeanwhile_IsChangedFromWhatWasGivenThere", async () => {
  const at = { plan, person, meeting: { id: "m-3" }, room: { id: "r-1", participants: [], round: round(null) } };
  hooks.table = at;
  const scoring = screen(() => Scoring() as VNode);
  const form = screen((props: Props) => ScoreForm(props as never));
  form(part(scoring(), ScoreForm)?.props as Props);
  at.room.round = round({ value: 6, why: "Het is rustig.", oneHigher: "", visibility: "everyone" });
  (part(scoring(), ScoreReceived)?.props as { onChange?: () => void }).onChange?.();
  const changing = form(part(scoring(), ScoreForm)?.props as Props);
  expect(part(changing, ScaleRadios)?.props.value).toBe(6);
  expect(marked(changing, "score-why").value).toBe("Het is rustig.");
  expect(somethingUnsaved.value).toBe(false);
  hooks.table = null;
});

test("SessionsPage_SignOutEverywhereWithWordsNotSent_AsksFirst", async () => {
  const asked = vi.fn();
  vi.stubGlobal("fetch", asked);
  noteDraft("answer c-9", true);
  const page = screen(() => SessionsPage({ SignOut }));
  const draw = screen(() => SignOut(part(page(), SignOut)?.props as never));
  const [button] = partsOf(draw()).filter(({ props }) => props?.["data-testid"] === "sign-out-everywhere");
  button?.props.onClick();
  await arrive();
  expect(marked(draw(), "sign-out-dialog")).toBeDefined();
  expect(asked).not.toHaveBeenCalled();
  noteDraft("answer c-9", false);
});

test("SignOut_EverywhereWhenThisSessionIsOver_SaysThat", async () => {
  vi.stubGlobal("fetch", async () => new Response(null, { status: 401 }));
  const draw = screen(() => SignOut({ everywhere: signOutEverywhere }));
  const [button] = partsOf(draw()).filter(({ props }) => props?.["data-testid"] === "sign-out-everywhere");
  button?.props.onClick();
  await vi.waitFor(() => expect(marked(draw(), "sign-out-dialog")?.title).toBe("Je bent niet meer ingelogd"));
  expect(marked(draw(), "sign-out-sure")).toBeUndefined();
});

/** Two children who give their number at one device, one after the other. */
function children() {
  hooks.table = { plan, person, meeting: { id: "m-2" }, room: { id: "r-1", participants: [], round: round(null) } };
  const scoring = screen(() => Scoring() as VNode);
  const forms = new Map<unknown, (props: Props) => VNode>();
  const scores = () => {
    const shown = partsOf(scoring()).find(({ props }) => props?.onChild);
    return ChildScores(shown?.props as never) as VNode<Props>;
  };
  return {
    scoring,
    open: (at: number) =>
      (partsOf(scores()).filter(({ props }) => props?.testId === "child-score-open")[at]?.props as Props).onClick(),
    form: () => {
      const one = scores();
      if (one.type !== (ChildScoreForm as unknown)) return undefined;
      const known = forms.get(one.props.child) ?? screen((props: Props) => ChildScoreForm(props as never));
      forms.set(one.props.child, known);
      return { child: one.props.child, drawn: known(one.props) };
    },
  };
}

test("ChildScores_AnswerForOneWhenItIsAnothersTurn_LeavesTheOthersFormAlone", async () => {
  const { open, form, scoring } = children();
  open(0);
  part(form()?.drawn, ScaleRadios)?.props.onInput(6);
  marked(form()?.drawn, "child-score-save").onClick();
  marked(form()?.drawn, "child-score-back").onClick();
  expect(form()).toBeUndefined();
  open(1);
  part(form()?.drawn, ScaleRadios)?.props.onInput(3);
  await arrive();
  expect(form()?.child).toBe("p-3");
  expect(part(form()?.drawn, ScaleRadios)?.props.value).toBe(3);
  expect(part(scoring(), ScoreForm)).toBeUndefined();
  marked(form()?.drawn, "child-score-back").onClick();
  hooks.table = null;
});

test("ChildScores_ChangedWhileSending_StaysUntilThatIsSentToo", async () => {
  const { open, form } = children();
  open(0);
  part(form()?.drawn, ScaleRadios)?.props.onInput(6);
  marked(form()?.drawn, "child-score-save").onClick();
  part(form()?.drawn, ScaleRadios)?.props.onInput(3);
  await arrive();
  expect(part(form()?.drawn, ScaleRadios)?.props.value).toBe(3);
  marked(form()?.drawn, "child-score-save").onClick();
  await arrive();
  expect(sent.map(({ value }) => value)).toEqual([6, 3]);
  expect([form(), somethingUnsaved.value]).toEqual([undefined, false]);
  expect(childIsHere.value).toBe(true);
  for (const leave of hooks.leave.splice(0)) leave();
  expect(childIsHere.value).toBe(false);
  hooks.table = null;
});
