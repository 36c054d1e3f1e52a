import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import { makePage, settled, stubPage } from "./page";

stubPage();

const { lazy, withSheet } = await import("../src/app/lazy");
const { Shell } = await import("../src/app/Shell");
const { noteDraft } = await import("../src/app/unsaved");
const { table } = await import("../src/table/live");
const words = await import("../src/words/words");

const reload = vi.fn();
vi.stubGlobal("location", { reload });
const isUp = vi.spyOn(table, "isUp", "get");

beforeEach(() => {
  reload.mockClear();
  isUp.mockReturnValue(true);
  noteDraft("answer c-1", false);
});

/** A screen that does not come; gives how somebody presses the button there. */
async function missing(load = () => Promise.reject<never>(new TypeError("404"))) {
  const { page, root } = makePage();
  render(h(lazy(load), {}), root);
  await settled();
  const press = async () => {
    page.first("button")?.happen("click");
    await settled();
  };
  return { page, press };
}

test("lazy_StillMissingWhileTheServerIsThere_FetchesThePageAnew", async () => {
  const { press } = await missing();
  expect(reload).not.toHaveBeenCalled();
  await press();
  expect(reload).toHaveBeenCalledOnce();
});

test("lazy_StillMissingWithSomethingUnsaved_SaysWhyAndLeavesItToThePerson", async () => {
  const { page, press } = await missing();
  noteDraft("answer c-1", true);
  await press();
  expect(page.text).toContain("Er is een nieuwe versie.");
  expect(reload).not.toHaveBeenCalled();
  await press();
  expect(reload).toHaveBeenCalledOnce();
});

test("withSheet_SheetDidNotCome_IsAskedForAgainBeforeTheScreenIsShown", async () => {
  const links: { href: string; onload: () => void; onerror: () => void; remove: () => void }[] = [];
  Object.assign(document, {
    createElement: () => ({ remove: () => links.pop() }),
    head: { append: (link: (typeof links)[0]) => links.push(link) },
  });
  const screen = async () => (() => h("p", {}, "Met stijl")) as never;
  const { page, press } = await missing(() => withSheet("/assets/score.css", screen()));
  expect([page.text, links[0]?.href]).toEqual(["Even wachten…", "/assets/score.css"]);
  links[0]?.onerror();
  await settled();
  await press();
  expect([page.text, links.length]).toEqual(["Even wachten…", 1]);
  links[0]?.onload();
  await settled();
  expect(page.text).toBe("Met stijl");
  expect(reload).not.toHaveBeenCalled();
});

test("withSheet_OnlyTheScriptDidNotCome_KeepsTheSheetThatCame", async () => {
  const links: { onload: () => void }[] = [];
  Object.assign(document, {
    createElement: () => ({}),
    head: { append: (link: (typeof links)[0]) => links.push(link) && link.onload() },
  });
  const none = () => Promise.reject<never>(new TypeError("no network"));
  isUp.mockReturnValue(false);
  vi.stubGlobal("fetch", none);
  const { page, press } = await missing(() => withSheet("/assets/chair.css", none()));
  await press();
  await press();
  expect([page.text, links.length]).toEqual(["Probeer het opnieuw", 1]);
});

test("lazy_StillMissingForWhoSitsAtNoTable_FetchesThePageAnew", async () => {
  isUp.mockReturnValue(false);
  vi.stubGlobal("fetch", async () => new Response(null, { status: 401 }));
  const { press } = await missing();
  await press();
  expect(reload).toHaveBeenCalledOnce();
});

test("lazy_StillMissingWithoutConnection_CanBeTriedAgain", async () => {
  isUp.mockReturnValue(false);
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  let comes = false;
  const { page, press } = await missing(async () => {
    if (!comes) throw new TypeError("no network");
    return (() => h("p", {}, "Gekomen")) as never;
  });
  await press();
  comes = true;
  await press();
  expect(reload).not.toHaveBeenCalled();
  expect(page.text).toContain("Gekomen");
});

test("Shell_TheOtherLanguageDoesNotCome_FetchesThePageAnew", async () => {
  vi.doMock("../src/words/en.json", () => {
    throw new TypeError("404");
  });
  const { page, root } = makePage();
  render(h(Shell, { children: null }), root);
  page.find("language")?.happen("click");
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
  expect(words.language.value).toBe("nl");
});
