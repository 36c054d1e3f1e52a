import { beforeEach, expect, test, vi } from "vitest";
import { makePage, settled, stubPage } from "./page";

stubPage();

/** The other tab of this browser: what it heard, and what it answers to that. */
let heard: string[];
let answers: Record<string, string>;
let channel: { say?: (said: string) => void } = {};
let went: string[];

vi.stubGlobal(
  "BroadcastChannel",
  class {
    addEventListener(_: string, handler: (event: { data: string }) => void): void {
      channel.say = (data) => handler({ data });
    }
    postMessage(said: string): void {
      heard.push(said);
      const answer = answers[said];
      if (answer) queueMicrotask(() => channel.say?.(answer));
    }
  },
);
vi.stubGlobal("location", {
  pathname: "/plan/pl-1",
  replace: (to: string) => went.push(to),
  reload: () => went.push("reload"),
});
vi.stubGlobal("fetch", async () => new Response(null, { status: 204 }));
vi.stubGlobal("removeEventListener", () => {});

beforeEach(() => {
  vi.resetModules();
  heard = [];
  answers = {};
  channel = {};
  went = [];
  Object.assign(document, { body: {} });
});

/** A page of somebody who is signed in, which listens to the other tabs. */
async function signedIn(scope: "full" | "minutes" = "full") {
  const app = await import("../src/app/session");
  const { noteDraft, somethingUnsaved } = await import("../src/app/unsaved");
  const me = { visitor: "v-1", scope, plans: [], canOpenPlans: false };
  app.session.value = { state: "signedIn", me };
  app.hearOtherTabs();
  return { ...app, noteDraft, somethingUnsaved };
}

test("hearOtherTabs_QuickExitInAnother_LeavesTooAndSaysItToNobodyElse", async () => {
  await signedIn();
  channel.say?.("quick");
  expect([document.body.hidden, went, heard]).toEqual([true, ["https://www.buienradar.nl"], []]);
});

test("quickExit_IsHeardByTheOtherTabs", async () => {
  const { quickExit } = await import("../src/app/quickExit");
  quickExit();
  expect(heard).toEqual(["quick"]);
});

test("hearOtherTabs_SignedOutInAnother_LeavesToo", async () => {
  await signedIn("minutes");
  channel.say?.("left");
  expect([document.body.hidden, went, heard]).toEqual([true, ["/in"], []]);
});

test("hearOtherTabs_SignedOutInAnotherWhileSomebodyComesIn_StaysWithTheLink", async () => {
  const { session } = await signedIn();
  session.value = { state: "asking" };
  channel.say?.("left");
  expect(went).toEqual([]);
});

test("signOut_WordsInAnotherTab_AsksFirst", async () => {
  const { signOut } = await signedIn();
  answers["held?"] = "held";
  expect(await signOut(false)).toBe("unsaved");
  expect([went, heard]).toEqual([[], ["held?"]]);
  expect(await signOut(true)).toBe("left");
  expect([went, heard.at(-1)]).toEqual([["/in"], "left"]);
});

test("hearOtherTabs_AskedForWords_AnswersOnlyWhenThereAre", async () => {
  const { noteDraft } = await signedIn();
  channel.say?.("held?");
  expect(heard).toEqual([]);
  noteDraft("score", true);
  channel.say?.("held?");
  expect(heard).toEqual(["held"]);
});

test("SignedOutBar_SessionOver_BeginsAnewUnlessWordsWouldBeLost", async () => {
  const { noteDraft } = await signedIn();
  const { SignedOutBar } = await import("../src/app/SignedOut");
  const { h, render } = await import("preact");
  const { page, root } = makePage();
  noteDraft("reaction", true);
  render(h(SignedOutBar, null), root);
  await settled();
  expect([page.find("signed-out-bar") !== undefined, went]).toEqual([true, []]);
  noteDraft("reaction", false);
  await settled();
  expect(went).toEqual(["reload"]);
});

test("SignedOutBar_WhileThePersonLeaves_DoesNotHoldThemBack", async () => {
  const { signOut } = await signedIn();
  const { SignedOutBar } = await import("../src/app/SignedOut");
  const { h, render } = await import("preact");
  let answer = (_: Response) => {};
  vi.stubGlobal("fetch", () => new Promise((resolve) => (answer = resolve)));
  const left = signOut(true);
  render(h(SignedOutBar, null), makePage().root);
  await settled();
  expect(went).toEqual([]);
  answer(Response.json({ providerSignOut: "https://provider/end" }));
  expect(await left).toBe("left");
  await settled();
  expect(went).toEqual(["https://provider/end"]);
});

test("refreshDesk_SessionOver_BeginsAnew", async () => {
  const { refreshDesk } = await signedIn("minutes");
  vi.stubGlobal("fetch", async () => new Response(null, { status: 401 }));
  await refreshDesk();
  expect(went).toEqual(["reload"]);
});
