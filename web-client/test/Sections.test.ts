import { afterEach, expect, test, vi } from "vitest";
import type * as Y from "yjs";
import { addItem, itemsOf } from "../src/collab/items";
import { Sections } from "../src/collab/Sections";
import { Table } from "../src/table/Table";
import type { PresenceEvent } from "../src/wire/types";

afterEach(() => vi.restoreAllMocks());

const OPENED = { refusal: null, update: "AAA=", stateVector: "AA==", clients: {}, canWrite: true, itemLength: 4_000 };

/** Sections over a connection that is up and answers each opening with `reply`. */
function atTheTable(reply: () => object) {
  const table = new Table(async () => true);
  vi.spyOn(table, "isUp", "get").mockReturnValue(true);
  vi.spyOn(table, "send").mockImplementation(() => {});
  const call = vi.spyOn(table, "call").mockImplementation(async () => reply() as never);
  return { sections: new Sections(table), call };
}

test("Sections_AccessComesBack_OpensTheSectionWithRescuedWordsAgain", async () => {
  let reply: object = OPENED;
  const { sections, call } = atTheTable(() => reply);
  sections.show(["s-1"]);
  const section = sections.all.value.get("s-1");
  await vi.waitFor(() => expect(section?.canWrite.value).toBe(true));
  const doc = section?.doc.value as Y.Doc;
  const item = addItem(doc, "harm", "fact", "p-1");
  (itemsOf(doc).get(item)?.get("text") as Y.Text).insert(0, "mijn woorden");
  reply = { ...OPENED, canWrite: false, refusal: { code: "section.not-a-reader", about: [] } };
  await section?.open();
  expect(section?.rescued.value).toHaveLength(1);
  sections.show([]);
  reply = OPENED;
  sections.show(["s-1"]);
  await vi.waitFor(() => expect(section?.refusal.value).toBeNull());
  expect(section?.canWrite.value).toBe(true);
  const opened = call.mock.calls.length;
  sections.show(["s-1"]);
  expect(call.mock.calls.length).toBe(opened);
});

/** As a connection that the server tells something. */
function told(tell: (tables: { sections: Sections; say: (event: PresenceEvent) => void }) => void) {
  const table = new Table(async () => true);
  const on = vi.spyOn(table, "on");
  const sections = new Sections(table);
  sections.show(["s-1"]);
  const say = on.mock.calls.find(([name]) => name === "Presence")?.[1] as (event: PresenceEvent) => void;
  tell({ sections, say });
}

const here = (person: string, typing = false) => ({ person, item: "i-1", typing });

test("Presence_OnlyWhoMovedIsTold_TheOthersStayAndKeepTheirPlaces", () => {
  told(({ sections, say }) => {
    const people = () => sections.all.value.get("s-1")?.people.value;
    say({ section: "s-1", people: [here("p-1"), here("p-2"), here("p-3")], gone: null });
    say({ section: "s-1", people: [here("p-1", true), here("p-4")], gone: [] });
    expect(people()).toEqual([here("p-1", true), here("p-2"), here("p-3"), here("p-4")]);
    say({ section: "s-1", people: [], gone: ["p-2", "p-9"] });
    expect(people()).toEqual([here("p-1", true), here("p-3"), here("p-4")]);
    say({ section: "s-2", people: [here("p-5")], gone: null });
    say({ section: "s-1", people: [here("p-6")], gone: null });
    expect(people()).toEqual([here("p-6")]);
    say({ section: "s-1", people: [], gone: null });
    expect(people()).toEqual([]);
  });
});
