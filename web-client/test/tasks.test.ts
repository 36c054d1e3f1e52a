import { h, render } from "preact";
import { expect, test } from "vitest";
import type { PersonView, PlanView } from "../src/wire/types";
import { makePage, settled, stubPage } from "./page";

stubPage();

const { Tasks } = await import("../src/sharing/Tasks");

test.each([
  [12, undefined],
  [16, "Vraag aan Yara of de ouders mogen blijven meelezen."],
  [18, "Vraag aan Yara wie mag blijven meelezen."],
])("Tasks_ChildTurned%i_SaysWhatToAsk", async (age, asks) => {
  const { page, root } = makePage();
  const task = { key: `turned-${age}`, kind: "childTurned", person: "p-1", age, on: "2026-03-02", canFinish: true };
  const plan = { id: "pl-1", tasks: [task], deliveries: [] } as unknown as PlanView;
  render(h(Tasks, { plan, person: () => ({ name: "Yara" }) as PersonView }), root);
  await settled();

  expect(page.text).toContain(`Yara is ${age} geworden.`);
  if (asks) expect(page.text).toContain(asks);
  else expect(page.text).not.toContain("meelezen");
});

test.each([
  ["callInvited", "de uitnodiging is niet aangekomen"],
  ["callCalledOff", "het gesprek gaat niet door", "Het was het gesprek van donderdag 12 maart 2026."],
])("Tasks_Mail_%s_SaysWhomToCall", async (kind, says, about = "") => {
  const { page, root } = makePage();
  const task = { key: `${kind}-p-1`, kind, person: "p-1", about: "m-2", on: "2026-03-02", canFinish: true };
  const meetings = [
    { id: "m-1", startsAt: "2026-03-05T12:00:00Z" },
    { id: "m-2", startsAt: "2026-03-12T12:00:00Z" },
  ];
  const plan = { id: "pl-1", tasks: [task], deliveries: [], meetings } as unknown as PlanView;
  render(h(Tasks, { plan, person: () => ({ name: "Joost" }) as PersonView }), root);
  await settled();

  expect([page.text, page.find("task-do")?.text]).toEqual([
    expect.stringContaining(`Bel Joost: ${says}`),
    expect.stringContaining("Klaar"),
  ]);
  expect(page.text).toContain(about);
});

test("Tasks_MinutesWaitForACode_SayWhatToGive", async () => {
  const { page, root } = makePage();
  const task = { key: "code-p-1", kind: "giveCode", person: "p-1", on: "2026-03-02", canFinish: false };
  const plan = { id: "pl-1", tasks: [task], deliveries: [] } as unknown as PlanView;
  render(h(Tasks, { plan, person: () => ({ name: "Loubna" }) as PersonView }), root);
  await settled();

  expect(page.text).toContain("Geef Loubna een link en code.");
  expect(page.find("task-do")).toBeUndefined();
});
