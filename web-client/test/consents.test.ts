import { h, render } from "preact";
import { expect, test, vi } from "vitest";
import type { PlanView } from "../src/wire/types";
import { commandsTo } from "./commands";
import { makePage, settled, stubPage } from "./page";

stubPage();
await import("../src/plan/words");

const { status } = await import("../src/app/status");
const { table } = await import("../src/table/live");
const { Consents } = await import("../src/sharing/Consents");

const { page, root } = makePage();

async function draw(rights: object, manage = false): Promise<void> {
  const consent = {
    id: "co-1",
    to: [],
    about: [],
    categories: [],
    given: [],
    missing: [],
    purpose: "Hulp",
    validUntil: "2027-01-01",
  };
  const plan = { id: "pl-1", consents: [{ ...consent, ...rights }], rights: { manage } } as unknown as PlanView;
  render(h(Consents, { plan, person: (id: string) => ({ id, name: id }) as never }), root);
  await settled();
}

const tap = (testId: string) => page.find(testId)?.happen("click", {}, { detail: 1, clientX: 10, clientY: 10 });

test("Consent_GivenWithADoubleTap_IsNotEndedByIt", async () => {
  const sent = commandsTo(table, [{ refusal: null }]);
  await draw({ canGive: true });
  tap("consent-give");
  await draw({ canWithdraw: true });
  tap("consent-withdraw");
  await settled();
  expect(sent).toEqual([{ kind: "giveConsent", consent: "co-1" }]);
});

test.each([
  ["who gave it", false, 1],
  ["the director", true, 0],
])("Consent_EndedBy %s_IsDoneWithOneTapOnlyByWhoGaveIt", async (_, manage, done) => {
  const sent = commandsTo(table, [{ refusal: null }]);
  await draw({ canWithdraw: true, withdrawn: true }, manage);
  page.find("consent-withdraw")?.happen("click");
  await settled();
  expect(sent).toHaveLength(done);
  page.find("consent-withdraw-sure")?.happen("click");
  await settled();
  expect([sent, page.find("consent-withdraw-dialog")]).toEqual([
    [{ kind: "withdrawConsent", consent: "co-1" }],
    undefined,
  ]);
});

test("Consent_Given_IsSaidAndTheFocusIsAtIt", async () => {
  commandsTo(table, [{ refusal: null }]);
  await draw({ canGive: true });
  page.find("consent-give")?.happen("click");
  await draw({ canWithdraw: true });
  await vi.advanceTimersByTimeAsync(5_000);
  expect([status.value, document.activeElement === (page.find("consent") as unknown)]).toEqual([
    "Jouw toestemming is bewaard.",
    true,
  ]);
});

test.each([
  ["Hulp", "Waarvoor: Hulp", true],
  ["", "Je mag hier niet lezen waarvoor dit nodig is.", false],
])("Consent_For%s_SaysWhatFor_AndIsWrittenDownForOthersOnlyByWhoReadsIt", async (purpose, says, can) => {
  await draw({ purpose, missing: ["p-2"], kind: "sharing" }, true);
  expect(page.find("consent")?.text).toContain(says);
  expect(page.find("consent-paper") !== undefined).toBe(can);
});
