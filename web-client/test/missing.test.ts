import { h, render } from "preact";
import { beforeEach, expect, test } from "vitest";
import { makePage, settled, stubPage } from "./page";

stubPage();

const { ProposeForm } = await import("../src/meeting/commitments/ProposeForm");
const { ScoreForm } = await import("../src/meeting/score/ScoreForm");
const { TableProvider } = await import("../src/meeting/context");

let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];

beforeEach(() => {
  if (root) render(null, root);
  ({ page, root } = makePage());
  Object.assign(document, { activeElement: null });
});

const sections = ["s-1", "s-2"].map((id) => ({ id, mode: "live", audience: ["p-1", "p-2"], shielded: id === "s-2" }));
const at = {
  meeting: { id: "m-1", rooms: [] },
  plan: { id: "pl-1", you: "p-1", sections, rights: {}, people: [] },
  room: { id: "r-1", participants: [{ person: "p-1" }, { person: "p-2" }] },
  person: (id: string) => ({ id, name: id }),
};

async function draw(screen: (props: never) => unknown, props: object): Promise<void> {
  render(h(TableProvider, { value: at as never, children: h(screen as never, props) }), root);
  await settled();
}

async function submit(): Promise<void> {
  page.first("form")?.happen("submit");
  await settled();
}

const focused = () => document.activeElement as unknown as ReturnType<typeof makePage>["page"];
const markOf = (part: typeof page | null) => part?.attributes.get("data-testid");

test("ScoreForm_SentWithoutANumber_BringsToTheNumbersEachTime", async () => {
  const round = { number: 1, anchor0: "", anchor10: "", eligible: [], yours: null, replaces: null };
  await draw(ScoreForm, { round, over: false, onSent: () => {} });
  page.find("score-why")?.happen("input", { value: "Het is rustig." });
  for (const _ of ["once", "and again"]) {
    Object.assign(document, { activeElement: null });
    await submit();
    expect(markOf(focused())).toBe("score-0");
  }
});

test("ProposeForm_WithoutAnOwner_SaysSoThere", async () => {
  await draw(ProposeForm, { onDone: () => {} });
  page.find("audience")?.first("input")?.happen("change");
  page.find("propose-text")?.happen("input", { value: "Ik bel." });
  page.find("owner")?.happen("change", { value: "" });
  await settled();
  await submit();
  expect([markOf(focused()), page.text]).toEqual(["owner", expect.stringContaining("Kies eerst van wie")]);
});

test("ProposeForm_AStepInAnEmergency_AsksBelowItWhoSeesIt", async () => {
  await draw(ProposeForm, { onDone: () => {} });
  page.find("propose-text")?.happen("input", { value: "Ik bel." });
  page.find("owner")?.happen("change", { value: "p-1" });
  page.find("commitment-kind")?.happen("change", { value: "emergencyStep" });
  await settled();
  const fields = page.first("form")?.childNodes ?? [];
  const at = (testId: string) =>
    fields.findIndex((part) => part.find(testId) ?? part.attributes.get("data-testid") === testId);
  expect(at("audience")).toBe(at("commitment-kind") + 2);
  await submit();
  expect(markOf(focused().closest("fieldset"))).toBe("audience");
});
