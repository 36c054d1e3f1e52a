import { signal } from "@preact/signals";
import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { Link } from "../src/table/Table";
import { makePage, settled, stubPage } from "./page";

stubPage();

const { sections, table, unsaved } = await import("../src/table/live");
const { Dialog } = await import("../src/ui/Dialog");
const { ending, noteDraft } = await import("../src/app/unsaved");
const { status } = await import("../src/app/status");
const { Shell } = await import("../src/app/Shell");

let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];

beforeEach(() => {
  if (root) render(null, root);
  ({ page, root } = makePage());
});

async function draw(live = false): Promise<void> {
  render(h(Shell, { live, children: [] }), root);
  await settled();
}

const standAt = (link: Link) => {
  (table.link as { value: Link }).value = link;
};

test("Dialog_ConnectionAwayAndSessionOver_SaysSoWhereItIsSeen", async () => {
  noteDraft("proposal", true);
  render(h(Dialog, { title: "Afspraak", onClose: () => {}, children: [] }), root);
  const seen = async (link: Link) => {
    standAt(link);
    await settled();
    return [page.find("dialog-connection")?.text, page.find("signed-out-bar") !== undefined];
  };
  expect(await seen("connected")).toEqual([undefined, false]);
  expect(await seen("away")).toEqual(["Even weg", false]);
  expect(await seen("signedOut")).toEqual([undefined, true]);
  standAt("connected");
  await settled();
  noteDraft("proposal", false);
});

test("Shell_SessionOver_ShowsNothingButWhatWasTyped", async () => {
  await draw(true);
  const isOver = () => page.first("main")?.attributes.get("class") ?? "";
  expect(isOver()).toBe("");
  standAt("signedOut");
  await settled();
  expect(isOver()).toBe("over");
  standAt("connected");
});

test("Shell_SessionOverBeforeTheAnswerToEndingIt_ShowsNothingMoreWhenThatFails", async () => {
  await draw(true);
  const isOver = () => page.first("main")?.attributes.get("class") ?? "";
  ending.value = true;
  standAt("signedOut");
  await settled();
  expect(isOver()).toBe("");
  ending.value = false;
  await settled();
  expect(isOver()).toBe("over");
  standAt("connected");
});

test("Shell_SkipLink_GoesToTheContentAndLeavesTheAddressAlone", async () => {
  await draw();
  const main = page.first("main");
  if (main) main.focus = vi.fn();
  expect(page.first("a")?.happen("click")).toBe(true);
  expect(main?.focus).toHaveBeenCalledOnce();
});

test("Shell_WordsInAFormOnly_AreNotCalledSaved", async () => {
  await draw(true);
  const said = async (held: boolean) => {
    noteDraft("reaction", held);
    await settled();
    const pill = page.find("saved");
    return [pill?.text, pill?.attributes.get("data-state")];
  };
  expect(await said(false)).toEqual(["Bewaard", "saved"]);
  expect(await said(true)).toEqual(["Nog niet verstuurd", "unsent"]);
  expect(await said(false)).toEqual(["Bewaard", "saved"]);
});

test("Shell_ServerCannotSaveWhatIsTyped_SaysSoBesideThePillsAndOnceAloudAtOnce", async () => {
  const held = signal(false);
  const notSaved = vi.spyOn(unsaved, "value", "get").mockReturnValue(true);
  const before = sections.held;
  Object.assign(sections, { held });
  // What earlier tests had to say is over.
  await vi.advanceTimersByTimeAsync(5_000);
  await draw(true);
  const said: string[] = [];
  const stop = status.subscribe((text) => said.push(text));
  said.length = 0;
  held.value = true;
  await settled();
  expect(page.first("header")?.text).toContain("Laat deze pagina open.");
  const aloud = [
    "Verbonden. Nog niet bewaard. Bewaren duurt nu langer. Laat deze pagina open. Wat je typt gaat niet weg.",
  ];
  expect(said).toEqual(aloud);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(said).toEqual(aloud);
  stop();
  notSaved.mockRestore();
  Object.assign(sections, { held: before });
});

test("Shell_OtherLanguageDoesNotCome_SaysWhyOnTheScreenToo", async () => {
  vi.doMock("../src/words/en.json", () => Promise.reject(new TypeError("no network")));
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  await draw();
  page.find("language")?.happen("click");
  await vi.waitFor(() => expect(page.first("footer")?.text).toContain("Er is geen verbinding."));
});
