import { h, render } from "preact";
import { expect, test, vi } from "vitest";
import type { PersonView, PlanView } from "../src/wire/types";
import { makePage, settled, stubPage } from "./page";

stubPage();
// Only what this screen fetches: no words of another.
const { PersonShield } = await import("../src/sharing/PersonShield");

test("PersonShield_RefusedForWantOfAnotherName_SaysSo", async () => {
  vi.stubGlobal("fetch", async () => Response.json({ code: "plan.alias-required" }, { status: 422 }));
  const { page, root } = makePage();
  const plan = { id: "pl-1", you: "Ingrid", people: [], shieldings: [] } as unknown as PlanView;
  render(h(PersonShield, { plan, person: { id: "Tom", name: "Tom" } as PersonView, onDone: () => {} }), root);
  await settled();
  page.find("shielding-save")?.happen("click");
  await settled();
  expect(page.find("refused")?.text).toBe("Schrijf op welke naam zij dan zien.");
});
