import { h, render } from "preact";
import { expect, test, vi } from "vitest";
import type { DeliveryState, PersonView, PlanView } from "../src/wire/types";
import { makePage, settled, stubPage } from "./page";

stubPage();

const { Deliveries } = await import("../src/plan/Deliveries");

const AT = "2026-03-02T10:00:00Z";
const delivery = (state: DeliveryState) => ({ id: `d-${state}`, minutesId: "mi-1", recipient: "p-1", state, at: AT });

test("Deliveries_OneDidNotArrive_IsSentAgainFromThere", async () => {
  const { page, root } = makePage();
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return new Response(null, { status: 204 });
  });
  const plan = { id: "pl-1", minutes: [], deliveries: [delivery("sent"), delivery("bounced")] } as unknown as PlanView;
  render(h(Deliveries, { plan, person: () => ({ name: "Rob Smeets" }) as PersonView }), root);
  await settled();

  const again = page.all("send-again");
  expect(again.map(({ text }) => text)).toEqual([expect.stringContaining("Opnieuw sturen")]);
  again[0]?.happen("click");
  await settled();

  expect(asked).toEqual(["/api/plans/pl-1/deliveries/d-bounced/sent-again"]);
});

test("Deliveries_RecipientWithoutACode_SaysSoAndHasNothingToSendAgain", async () => {
  const { page, root } = makePage();
  const plan = { id: "pl-1", minutes: [], deliveries: [delivery("needsCode")] } as unknown as PlanView;
  render(h(Deliveries, { plan, person: () => ({ name: "Loubna" }) as PersonView }), root);
  await settled();

  expect([page.find("delivery")?.text, page.find("send-again")]).toEqual([
    expect.stringContaining("Wacht op een code"),
    undefined,
  ]);
});

test("Deliveries_KeptBackOnPurpose_IsSharedAfterAQuestion", async () => {
  const { page, root } = makePage();
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return new Response(null, { status: 204 });
  });
  const kept = { ...delivery("blocked"), blockedBy: "decision", whyNot: "Niet veilig voor Nadia." };
  const plan = { id: "pl-1", minutes: [], deliveries: [kept] } as unknown as PlanView;
  render(h(Deliveries, { plan, person: () => ({ name: "Rob Smeets" }) as PersonView }), root);
  await settled();
  page.find("share-after-all")?.happen("click");
  await settled();
  expect([asked, page.find("share-after-all-dialog")?.text]).toEqual([[], expect.stringContaining("Niet veilig")]);
  page.find("share-after-all-sure")?.happen("click");
  await settled();
  expect([asked.length, page.find("share-after-all-dialog")]).toEqual([1, undefined]);
});

test("Deliveries_KeptBackForAReasonThatIsKeptFromTheDirector_SaysThatThereIsOne", async () => {
  const { page, root } = makePage();
  const kept = { ...delivery("blocked"), blockedBy: "decision", whyNot: null };
  const plan = { id: "pl-1", minutes: [], deliveries: [kept] } as unknown as PlanView;
  render(h(Deliveries, { plan, person: () => ({ name: "Rob Smeets" }) as PersonView }), root);
  await settled();
  page.find("share-after-all")?.happen("click");
  await settled();
  for (const testId of ["delivery-blocked-by", "share-after-all-dialog"])
    expect(page.find(testId)?.text).toContain("Er is besloten om niet te delen. De reden mag je hier niet lezen.");
});
