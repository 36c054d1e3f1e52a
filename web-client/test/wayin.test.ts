import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import { makePage, settled, stubPage } from "./page";

stubPage();

const { SignInPage } = await import("../src/wayin/SignInPage");
const { WayIn } = await import("../src/wayin/WayIn");

let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];
let answers: Record<string, () => Response>;

const no = (status: number, code: string) => () => Response.json({ code }, { status });

beforeEach(() => {
  if (root) render(null, root);
  ({ page, root } = makePage());
  answers = { look: () => Response.json({ firstName: "Ria", needsCode: true }) };
  vi.stubGlobal("fetch", async (path: string) => answers[path.split("/").at(-1) ?? ""]?.() ?? Response.json({}));
});

async function open(token: string): Promise<void> {
  render(h(WayIn, { token }), root);
  await settled();
}

async function click(testId: string): Promise<void> {
  page.find(testId)?.happen("click");
  await settled();
}

test("WayIn_WithoutALink_SaysCalmlyThatNobodyIsSignedIn", async () => {
  await open("");
  expect([page.find("way-in-failed"), page.text]).toEqual([undefined, expect.stringContaining("Je bent uitgelogd")]);
});

test.each([
  [503, "server.unavailable"],
  [500, "server.fault"],
  [429, "request.too-many"],
])("WayIn_Answered %i_CanBeTriedAgainWhereOneIs", async (status, code) => {
  answers.look = no(status, code);
  await open("t-1");
  answers.look = () => Response.json({ firstName: "Ria", needsCode: true });
  page.find("way-in-failed")?.first("button")?.happen("click");
  await settled();
  await click("yes-its-me");
  page.find("code")?.happen("input", { value: "123 456" });
  answers.enter = no(status, code);
  await settled();
  page.first("form")?.happen("submit");
  await settled();
  expect([page.find("way-in-failed"), page.find("code")?.value]).toEqual([undefined, "123 456"]);
});

test("WayIn_AnsweredByTheNetworkOfAHotel_CanBeTriedAgain", async () => {
  const portal = () => new Response("<html>Welkom bij ons netwerk</html>");
  answers.look = portal;
  await open("t-1");
  expect(page.find("way-in-failed")?.text).toContain("Er is geen verbinding.");
  answers.look = () => Response.json({ firstName: "Ria", needsCode: true });
  page.find("way-in-failed")?.first("button")?.happen("click");
  await settled();
  await click("yes-its-me");
  page.find("code")?.happen("input", { value: "123 456" });
  answers.enter = portal;
  await settled();
  page.first("form")?.happen("submit");
  await settled();
  expect([page.find("way-in-failed"), page.find("code")?.value]).toEqual([undefined, "123 456"]);
  expect(page.text).toContain("Kijk of het gelukt is.");
});

test("WayIn_AskedForACode_SaysWhomToCallWithoutOne", async () => {
  await open("t-1");
  await click("yes-its-me");
  expect(page.text).toContain("Geen code gekregen? Bel dan de voorzitter");
});

test("WayIn_LinkThatWasUsed_IsNotTriedAgain", async () => {
  answers.look = no(410, "wayin.used");
  await open("t-1");
  expect(page.find("way-in-failed")?.first("button")).toBeUndefined();
});

test("WayIn_NoByMistake_CanBeTakenBack", async () => {
  await open("t-1");
  await click("not-me");
  expect(page.find("yes-its-me")).toBeUndefined();
  await click("its-me-after-all");
  expect([page.find("yes-its-me"), page.text]).toEqual([expect.anything(), expect.stringContaining("Ria")]);
});

test("WayIn_AnotherLinkWhileTheFirstIsLookedUp_ShowsTheNameOfTheOther", async () => {
  const found: ((name: string) => void)[] = [];
  const reply = (name: string) => Response.json({ firstName: name, needsCode: true });
  vi.stubGlobal("fetch", () => new Promise((resolve) => found.push((name) => resolve(reply(name)))));
  await open("t-1");
  await open("t-2");
  found[1]?.("Kim");
  await settled();
  found[0]?.("Ria");
  await settled();
  expect(page.text).toContain("Kim");
});

test("SignInPage_OfferDoesNotCome_CanBeAskedAgain", async () => {
  answers.options = no(503, "server.unavailable");
  vi.stubGlobal("fetch", async () => answers.options?.() ?? Response.json({}));
  render(h(SignInPage, { problem: "" }), root);
  await settled();
  answers.options = () => Response.json({ openIdConnect: null, mail: true });
  await click("sign-in-again");
  page.first("form")?.happen("submit");
  await settled();
  expect([page.find("sign-in-mail"), page.text]).toEqual([expect.anything(), expect.stringContaining("Vul eerst")]);
});
