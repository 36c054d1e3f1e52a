import { h, render } from "preact";
import { expect, test, vi } from "vitest";
import type { PersonView, PlanView } from "../src/wire/types";
import { makePage, settled, stubPage } from "./page";

stubPage();

await import("../src/plan/words");
const { Tasks } = await import("../src/sharing/Tasks");

const onInvite = vi.fn();

test.each([
  [12, undefined],
  [16, "Vraag aan Yara of de ouders mogen blijven meelezen."],
  [18, "Vraag aan Yara wie mag blijven meelezen."],
])("Tasks_ChildTurned%i_SaysWhatToAsk", async (age, asks) => {
  const { page, root } = makePage();
  const task = { key: `turned-${age}`, kind: "childTurned", person: "p-1", age, on: "2026-03-02", canFinish: true };
  const plan = { id: "pl-1", tasks: [task], deliveries: [] } as unknown as PlanView;
  render(h(Tasks, { plan, onInvite, person: () => ({ name: "Yara" }) as PersonView }), root);
  await settled();

  expect(page.text).toContain(`Yara is ${age} geworden.`);
  if (asks) expect(page.text).toContain(asks);
  else expect(page.text).not.toContain("meelezen");
});

test.each([
  ["callInvited", null, "de uitnodiging is niet aangekomen", false],
  ["callCalledOff", "2026-03-12T12:00:00Z", "het gesprek gaat niet door", true],
  ["callCalledOff", null, "het gesprek gaat niet door", false],
])("Tasks_Mail_%s_%s_SaysWhomToCallAndOnlyTheDayOfThatPerson", async (kind, startsAt, says, names) => {
  const { page, root } = makePage();
  const task = { key: `${kind}-p-1`, kind, person: "p-1", about: "m-1", on: "2026-03-02", canFinish: true, startsAt };
  const meetings = [{ id: "m-1", startsAt: "2026-03-05T12:00:00Z" }];
  const plan = { id: "pl-1", tasks: [task], deliveries: [], meetings } as unknown as PlanView;
  render(h(Tasks, { plan, onInvite, person: () => ({ name: "Joost" }) as PersonView }), root);
  await settled();

  expect([page.text, page.find("task-do")?.text]).toEqual([
    expect.stringContaining(`Bel Joost: ${says}`),
    expect.stringContaining("Klaar"),
  ]);
  expect(page.text).not.toContain("5 maart");
  expect(page.text.includes("Het was het gesprek van donderdag 12 maart 2026.")).toBe(names);
});

test("Tasks_OfAKindThatThisPageDoesNotKnow_SaysThatItIsTooOldAndShowsTheOthers", async () => {
  const { page, root } = makePage();
  const task = { person: "p-1", about: null, on: "2026-03-02", canFinish: true };
  const tasks = [
    { ...task, key: "new", kind: "somethingNew" },
    { ...task, key: "call", kind: "callRecipient" },
  ];
  const plan = { id: "pl-1", tasks, deliveries: [] } as unknown as PlanView;
  render(h(Tasks, { plan, onInvite, person: () => ({ name: "Joost" }) as PersonView }), root);
  await settled();

  expect(page.all("task").map(({ attributes }) => attributes.get("data-kind"))).toEqual(["callRecipient"]);
  expect(page.find("tasks-unknown")?.text).toContain("Er is een nieuwe versie.");
});

test("Tasks_MinutesWaitForACode_SayWhatToGiveAndLeadThere", async () => {
  const { page, root } = makePage();
  const task = { key: "code-p-1", kind: "giveCode", person: "p-1", on: "2026-03-02", canFinish: false };
  const plan = { id: "pl-1", tasks: [task], deliveries: [] } as unknown as PlanView;
  render(h(Tasks, { plan, onInvite, person: () => ({ name: "Loubna" }) as PersonView }), root);
  await settled();

  expect(page.text).toContain("Geef Loubna een link en code.");
  expect(page.find("task-do")).toBeUndefined();
  page.find("task-invite")?.happen("click");
  expect(onInvite).toHaveBeenCalledExactlyOnceWith({ name: "Loubna" });
});
