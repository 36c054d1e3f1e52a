import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import { makePage, settled, stubPage } from "./page";

stubPage();

const { lazy } = await import("../src/app/lazy");
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

test("lazy_WithoutItsStyleSheet_IsNotShownPlainButFetchesThePageAnew", async () => {
  let tries = 0;
  const { page, press } = await missing(async () => {
    if (++tries === 1) throw new Error("Unable to preload CSS for /assets/ChairBar.css");
    return (() => h("p", {}, "Zonder stijl")) as never;
  });
  await press();
  expect(page.text).not.toContain("Zonder stijl");
  expect(reload).toHaveBeenCalledOnce();
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
