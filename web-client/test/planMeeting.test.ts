import { h, render } from "preact";
import { expect, test, vi } from "vitest";
import type { PlanView } from "../src/wire/types";
import { makePage, settled, stubPage } from "./page";

stubPage();

await import("../src/plan/words");
const { PlanMeetingForm } = await import("../src/desk/PlanMeetingForm");

const PLAN = {
  id: "pl-1",
  you: "p-1",
  relations: [],
  protections: [],
  shieldings: [],
  youngChildren: [],
  sections: [],
  people: [
    { id: "p-1", name: "Ingrid" },
    { id: "p-2", name: "Loubna" },
    { id: "p-3", name: "Mark" },
  ],
} as unknown as PlanView;

async function open(people: string[]) {
  const { page, root } = makePage();
  vi.stubGlobal("fetch", async () => Response.json({ people }));
  render(h(PlanMeetingForm, { plan: PLAN, onDone: () => undefined }), root);
  await settled();
  return page;
}

test("PlanMeetingForm_SomebodyWithoutACode_SaysSoBeforehand", async () => {
  const page = await open(["p-2"]);

  expect(page.text).toContain("Loubna (heeft nog geen code)");
  expect(page.text).not.toContain("Mark (");
  expect(page.find("meeting-no-code")?.text).toContain("pas lezen na een uitnodiging");
});

test("PlanMeetingForm_EverybodyHasACode_SaysNothingOfCodes", async () => {
  const page = await open([]);

  expect(page.find("seat-p-2")).toBeDefined();
  expect(page.find("meeting-no-code")).toBeUndefined();
  expect(page.text).not.toContain("code");
});

test("PlanMeetingForm_FieldThatCameAfterADateWasMissing_IsNotCalledMissingYet", async () => {
  const page = await open([]);
  const missing = () => page.text.split("Kies een dag en een tijd.").length - 1;
  const send = async () => {
    page.first("form")?.happen("submit");
    await settled();
  };
  const sits = async (value: string) => {
    page.find("seat-p-2")?.happen("change", { value });
    await settled();
  };
  await send();
  expect(missing()).toBe(1);
  page.find("meeting-starts")?.happen("input", { value: "2026-03-02T10:00" });
  await settled();
  await sits("apart");
  expect([page.find("meeting-apart-starts") === undefined, missing()]).toEqual([false, 0]);
  await send();
  expect(missing()).toBe(1);
});
