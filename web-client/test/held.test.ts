import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import { makePage, settled, stubPage } from "./page";

stubPage();

const { somethingUnsaved } = await import("../src/app/unsaved");
const { go, route, startRouting } = await import("../src/app/route");
await import("../src/chair/words");
const { AbsenceNotes } = await import("../src/chair/AbsenceNotes");
const { TableProvider } = await import("../src/meeting/context");
const { EndDialog } = await import("../src/sharing/EndDialog");

let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];

beforeEach(() => {
  if (root) render(null, root);
  ({ page, root } = makePage());
});

async function type(testId: string, value: string): Promise<void> {
  page.find(testId)?.happen("input", { value });
  await settled();
}

async function click(testId: string): Promise<void> {
  page.find(testId)?.happen("click");
  await settled();
}

async function drawEnd() {
  const onDone = vi.fn();
  const end = async () => {};
  render(h(EndDialog, { title: "Stoppen", text: "", testId: "share-end", end, onDone }), root);
  await settled();
  return onDone;
}

test("AbsenceNotes_WordsInThem_AreGuardedUntilTheyGo", async () => {
  const person = (id: string) => ({ id, name: id });
  const value = { meeting: { id: "m-1" }, plan: { youngChildren: [] }, person } as never;
  render(h(TableProvider, { value, children: h(AbsenceNotes, { absent: ["p-1"], onNoted: () => {} }) }), root);
  expect(somethingUnsaved.value).toBe(false);
  await type("absence-p-1", "Mark zit vast.");
  expect(somethingUnsaved.value).toBe(true);
  await type("absence-p-1", "");
  expect(somethingUnsaved.value).toBe(false);
  await type("absence-p-1", "Mark zit vast.");
  render(null, root);
  await settled();
  expect(somethingUnsaved.value).toBe(false);
});

test("Dialog_ClosedWithoutWordsInIt_Closes", async () => {
  const onDone = await drawEnd();
  await click("dialog-close");
  expect(onDone).toHaveBeenCalledOnce();
});

test.each([
  ["its button", () => page.find("dialog-close")?.happen("click")],
  ["Escape", () => page.find("share-end-dialog")?.happen("close")],
])("Dialog_ClosedBy %s_WithWordsInIt_AsksFirst", async (_, close) => {
  const onDone = await drawEnd();
  await type("share-end-reason", "Het is niet meer nodig.");
  close();
  await settled();
  expect([onDone.mock.calls.length, page.find("share-end-reason")?.value]).toEqual([0, "Het is niet meer nodig."]);
  await click("dialog-close-sure");
  expect(onDone).toHaveBeenCalledOnce();
});

test("startRouting_BackWithWordsInADialog_ClosesTheDialogAndStays", async () => {
  const tab = new EventTarget();
  vi.stubGlobal("addEventListener", tab.addEventListener.bind(tab));
  const address = { pathname: "/", hash: "" };
  vi.stubGlobal("location", address);
  const pushed = vi.fn();
  vi.stubGlobal("history", { pushState: pushed });
  const closed = vi.fn();
  Object.assign(document, { querySelector: () => ({ close: closed }) });
  startRouting();
  go("/plan/pl-1");
  const back = () => {
    address.pathname = "/";
    tab.dispatchEvent(new Event("popstate"));
    return route.value.page;
  };
  await drawEnd();
  await type("share-end-reason", "Het is niet meer nodig.");
  expect([back(), closed.mock.calls.length, pushed.mock.lastCall?.[2]]).toEqual(["plan", 1, "/plan/pl-1"]);
  await type("share-end-reason", "");
  expect([back(), closed.mock.calls.length]).toEqual(["desk", 1]);
});

/** Nothing of a family is typed there, or whoever draws it holds the words. */
const HELD_ELSEWHERE = ["CodeForm.tsx", "ProfessionalSignIn.tsx", "ScoreForm.tsx", "ChildScoreForm.tsx", "terms.tsx"];

test("EveryFormWithWords_SaysThatItHoldsThem", () => {
  const forms = import.meta.glob<string>("../src/**/*.tsx", { query: "?raw", import: "default", eager: true });
  expect(Object.keys(forms).length).toBeGreaterThan(100);
  const careless = Object.entries(forms)
    .filter(([, text]) => /<Text(Box|Input)/.test(text) && !/use(Draft|Held)\(/.test(text))
    .map(([path]) => path.split("/").at(-1) ?? "")
    .filter((name) => !HELD_ELSEWHERE.includes(name));
  expect(careless).toEqual([]);
});
