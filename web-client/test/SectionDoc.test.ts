import { expect, test, vi } from "vitest";
import * as Y from "yjs";
import { addItem, itemsOf, setItem } from "../src/collab/items";
import { SectionDoc } from "../src/collab/SectionDoc";
import { fromBase64, toBase64 } from "../src/wire/bytes";
import type { PushUpdateRequest } from "../src/wire/types";
import { type Random, random } from "./random";

/** A server of one section: what it acknowledged is on disk, what it only passed on is lost when it crashes. */
class FakeServer {
  disk = new Y.Doc();
  readonly links = new Set<FakeLink>();

  /** Accepts a push; the acknowledgement follows when the caller says that the disk is done. */
  accept(from: FakeLink, request: PushUpdateRequest): void {
    Y.applyUpdate(this.disk, fromBase64(request.update));
    from.inbox.push(() => from.section?.acknowledged(request.number));
    for (const link of this.links)
      if (link !== from && link.up) link.inbox.push(() => link.section?.receive(request.update, {}));
  }
}

class FakeLink {
  section: SectionDoc | undefined;
  up = false;
  refusal: string | null = null;
  /** How many times opening fails although the connection is up. */
  failures = 0;
  opens = 0;
  /** What reaches the section between the server's reply and its arrival. */
  overtaking = () => {};
  readonly inbox: (() => void)[] = [];
  readonly outbox: PushUpdateRequest[] = [];
  readonly server: FakeServer;

  constructor(server: FakeServer) {
    this.server = server;
    server.links.add(this);
    this.section = new SectionDoc("s-1", {
      open: async ({ stateVector }) => {
        this.opens++;
        if (!this.up || this.failures-- > 0) throw new Error("away");
        const reply = {
          refusal: this.refusal === null ? null : { code: this.refusal, about: [] },
          update: toBase64(Y.encodeStateAsUpdate(server.disk, fromBase64(stateVector))),
          stateVector: toBase64(Y.encodeStateVector(server.disk)),
          clients: {},
          canWrite: true,
          itemLength: 6_000,
        };
        this.overtaking();
        return reply;
      },
      push: (request) => {
        if (this.up) this.outbox.push(request);
      },
    });
  }

  get doc(): Y.Doc {
    return (this.section as SectionDoc).doc.value;
  }

  async connect(): Promise<void> {
    this.up = true;
    await this.section?.open();
  }

  /** What was under way in both directions is gone. */
  cut(): void {
    this.up = false;
    this.inbox.length = 0;
    this.outbox.length = 0;
    this.section?.away();
  }

  step(r: Random): void {
    if (r.chance(0.5)) this.inbox.shift()?.();
    else {
      const request = this.outbox.shift();
      if (request) this.server.accept(this, request);
    }
  }

  drain(): void {
    while (this.inbox.length > 0 || this.outbox.length > 0) {
      this.inbox.shift()?.();
      const request = this.outbox.shift();
      if (request) this.server.accept(this, request);
    }
  }
}

const textOf = (doc: Y.Doc, item: string) => itemsOf(doc).get(item)?.get("text") as Y.Text;

/** Two who have the section open, and an item that both have. */
async function twoWithAnItem() {
  const server = new FakeServer();
  const [a, b] = [new FakeLink(server), new FakeLink(server)];
  await a.connect();
  await b.connect();
  const item = addItem(a.doc, "harm", "fact", "p-1");
  a.drain();
  b.drain();
  return { server, a, b, item };
}

/** Everybody's line is cut and the server goes on from what its disk held before. */
function restore(server: FakeServer, disk: Uint8Array): void {
  for (const link of server.links) link.cut();
  server.disk = new Y.Doc();
  Y.applyUpdate(server.disk, disk);
}

test("SectionDoc_TypingWhileAPushIsUnderWay_GoesOutMergedAndInOrder", async () => {
  const link = new FakeLink(new FakeServer());
  await link.connect();
  const item = addItem(link.doc, "harm", "fact", "p-1");
  const text = textOf(link.doc, item);
  for (const letter of "abc") text.insert(text.length, letter);
  expect(link.outbox.map(({ number }) => number)).toEqual([1]);
  expect(link.section?.unsaved.value).toBe(true);
  link.server.accept(link, link.outbox.shift() as PushUpdateRequest);
  link.inbox.shift()?.();
  expect(link.outbox.map(({ number }) => number)).toEqual([2]);
  link.drain();
  expect(textOf(link.server.disk, item).toString()).toBe("abc");
  expect(link.section?.unsaved.value).toBe(false);
});

test("SectionDoc_TypedWhileAway_IsNotSavedUntilBackAndAcknowledged", async () => {
  const link = new FakeLink(new FakeServer());
  await link.connect();
  const item = addItem(link.doc, "harm", "fact", "p-1");
  link.drain();
  link.cut();
  textOf(link.doc, item).insert(0, "zonder verbinding");
  expect(link.section?.unsaved.value).toBe(true);
  await link.connect();
  expect(link.section?.unsaved.value).toBe(true);
  link.drain();
  expect(link.section?.unsaved.value).toBe(false);
  expect(textOf(link.server.disk, item).toString()).toBe("zonder verbinding");
});

test("SectionDoc_AckLostInTheCut_SendsAgainAndNothingDoubles", async () => {
  const link = new FakeLink(new FakeServer());
  await link.connect();
  const item = addItem(link.doc, "harm", "fact", "p-1");
  link.drain();
  textOf(link.doc, item).insert(0, "één keer");
  link.server.accept(link, link.outbox.shift() as PushUpdateRequest);
  link.cut();
  await link.connect();
  link.drain();
  expect(textOf(link.server.disk, item).toString()).toBe("één keer");
  expect(link.section?.unsaved.value).toBe(false);
});

/** A section in which the item of somebody is on the server's disk. */
async function withItem() {
  const server = new FakeServer();
  const link = new FakeLink(server);
  await link.connect();
  const item = addItem(link.doc, "harm", "fact", "p-1");
  textOf(link.doc, item).insert(0, "eerst. ");
  link.drain();
  return { server, link, item };
}

/** Somebody else takes the item off the card, at the server. */
const takeAway = (server: FakeServer, item: string) => setItem(server.disk, item, "status", "withdrawn");
const gone = "section.item-unknown";

test("SectionDoc_ItemTakenAwayWhileItsWriterWasAway_ShowsTheirWordsAndKeepsThem", async () => {
  const { server, link, item } = await withItem();
  link.cut();
  textOf(link.doc, item).insert(7, "mijn drie zinnen");
  takeAway(server, item);
  await link.connect();
  link.drain();
  expect(link.section?.rescued.value).toEqual([{ item, text: "eerst. mijn drie zinnen", code: gone }]);
  expect(textOf(server.disk, item).toString()).toBe("eerst. mijn drie zinnen");
});

test("SectionDoc_ItemTakenAwayWhileLettersAreUnderWay_ShowsThemOnceWithTheLast", async () => {
  const { server, link, item } = await withItem();
  textOf(link.doc, item).insert(7, "mijn");
  takeAway(server, item);
  link.section?.receive(toBase64(Y.encodeStateAsUpdate(server.disk)), {});
  textOf(link.doc, item).insert(11, " zin");
  link.drain();
  expect(link.section?.rescued.value).toEqual([{ item, text: "eerst. mijn zin", code: gone }]);
});

test("SectionDoc_ItemTakenAwayWhenAllWasSaved_SaysNothing", async () => {
  const { server, link, item } = await withItem();
  takeAway(server, item);
  link.section?.receive(toBase64(Y.encodeStateAsUpdate(server.disk)), {});
  expect(link.section?.rescued.value).toEqual([]);
});

test("SectionDoc_ItemTakenAwayByItsWriter_SaysNothing", async () => {
  const { link, item } = await withItem();
  textOf(link.doc, item).insert(7, "mijn zin");
  setItem(link.doc, item, "status", "withdrawn");
  link.drain();
  expect(link.section?.rescued.value).toEqual([]);
});

test("SectionDoc_Refused_StartsAgainFromTheServerAndKeepsOwnWords", async () => {
  const link = new FakeLink(new FakeServer());
  await link.connect();
  const item = addItem(link.doc, "harm", "fact", "p-1");
  link.drain();
  const before = link.doc;
  textOf(before, item).insert(0, "mijn woorden");
  const [request] = link.outbox.splice(0) as [PushUpdateRequest];
  link.section?.refused(request.number, { code: "section.read-only", about: [] });
  await vi.waitFor(() => expect(itemsOf(link.doc).has(item)).toBe(true));
  expect(link.doc).not.toBe(before);
  expect(textOf(link.doc, item).toString()).toBe("");
  expect(link.section?.rescued.value).toEqual([{ item, text: "mijn woorden", code: "section.read-only" }]);
  expect(link.section?.unsaved.value).toBe(false);
});

test("SectionDoc_MayNoLongerBeRead_KeepsOwnUnsavedWords", async () => {
  const link = new FakeLink(new FakeServer());
  await link.connect();
  const item = addItem(link.doc, "harm", "fact", "p-1");
  link.drain();
  link.cut();
  textOf(link.doc, item).insert(0, "mijn woorden");
  link.refusal = "section.not-a-reader";
  await link.connect();
  expect(link.section?.refusal.value?.code).toBe("section.not-a-reader");
  expect(link.section?.items.value).toEqual([]);
  expect(link.section?.rescued.value.map(({ text }) => text)).toEqual(["mijn woorden"]);
});

test("SectionDoc_OpeningRefused_CannotBeWrittenIn", async () => {
  const link = new FakeLink(new FakeServer());
  await link.connect();
  expect(link.section?.canWrite.value).toBe(true);
  link.refusal = "section.not-a-reader";
  await link.section?.open();
  expect(link.section?.canWrite.value).toBe(false);
  link.refusal = null;
  await link.section?.open();
  expect(link.section?.canWrite.value).toBe(true);
});

test("SectionDoc_MayNoLongerBeRead_KeepsNoWordsOfOthers", async () => {
  const server = new FakeServer();
  const [link, other] = [new FakeLink(server), new FakeLink(server)];
  await link.connect();
  await other.connect();
  const [shared, moved] = [0, 1].map(() => addItem(other.doc, "harm", "fact", "p-2")) as [string, string];
  textOf(other.doc, shared).insert(0, "Zij woont in De Luwte");
  textOf(other.doc, moved).insert(0, "Hij weet het niet");
  other.drain();
  link.drain();
  textOf(link.doc, moved).insert(0, "Eerder: ");
  link.drain();
  link.cut();
  textOf(link.doc, shared).insert(0, "Ik denk: ");
  textOf(link.doc, shared).insert(textOf(link.doc, shared).length, ", of niet?");
  setItem(link.doc, moved, "column", "strength");
  link.refusal = "section.not-a-reader";
  await link.connect();
  const code = "section.not-a-reader";
  expect(link.section?.rescued.value).toEqual([{ item: shared, text: "Ik denk:  … , of niet?", code }]);
});

test("SectionDoc_OpenedAgain_RemembersNobodyAndKeepsWhoIsToldBeforeTheReply", async () => {
  const link = new FakeLink(new FakeServer());
  await link.connect();
  const section = link.section as SectionDoc;
  section.people.value = [{ person: "p-2", item: null, typing: true }];
  await section.open();
  expect(section.people.value).toEqual([]);
  link.overtaking = () => {
    section.people.value = [{ person: "p-3", item: null, typing: false }];
  };
  await section.open();
  expect(section.people.value.map(({ person }) => person)).toEqual(["p-3"]);
});

test.each([
  ["section.too-fast", 0],
  [null, 1],
])("SectionDoc_WhoseOpeningWasNotTakenUp_KeepsWhoWasThereAndTakesDifferences: %s", async (refusal, failures) => {
  vi.useFakeTimers();
  try {
    const link = new FakeLink(new FakeServer());
    await link.connect();
    const section = link.section as SectionDoc;
    const at = (person: string) => ({ person, item: null, typing: true });
    section.moved({ section: "s-1", people: [at("p-2"), at("p-3")], gone: null });
    link.overtaking = () => section.moved({ section: "s-1", people: [at("p-4")], gone: ["p-3"] });
    [link.refusal, link.failures] = [refusal, failures];
    await section.open();
    if (failures > 0) section.moved({ section: "s-1", people: [at("p-4")], gone: ["p-3"] });
    expect(section.people.value).toEqual([at("p-2"), at("p-4")]);
    [link.refusal, link.overtaking] = [null, () => {}];
    await section.open();
    expect(section.people.value).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

test("SectionDoc_ThatHeardWhoIsThereBeforeARefusal_KeepsNobodyOfBefore", async () => {
  vi.useFakeTimers();
  try {
    const link = new FakeLink(new FakeServer());
    await link.connect();
    const section = link.section as SectionDoc;
    section.moved({ section: "s-1", people: [{ person: "p-2", item: null, typing: true }], gone: null });
    link.overtaking = () => section.moved({ section: "s-1", people: [], gone: null });
    link.refusal = "section.too-fast";
    await section.open();
    expect(section.people.value).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

/** Somebody who typed in an item what did not reach the server. */
async function lostOnTheWay(words: string): Promise<[FakeLink, string]> {
  const link = new FakeLink(new FakeServer());
  await link.connect();
  const item = addItem(link.doc, "harm", "fact", "p-1");
  link.drain();
  textOf(link.doc, item).insert(0, words);
  link.outbox.length = 0;
  return [link, item];
}

test("SectionDoc_Opened_KnowsHowLongAnItemMayBeThere", async () => {
  const link = new FakeLink(new FakeServer());
  await link.connect();
  expect(link.section?.itemLength).toBe(6_000);
});

test("SectionDoc_Resync_OpensAgainAfterAMomentAndSendsWhatWasLost", async () => {
  vi.useFakeTimers();
  try {
    const [link, item] = await lostOnTheWay("te druk");
    link.section?.resync();
    expect(link.section?.unsaved.value).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    link.drain();
    expect(textOf(link.server.disk, item).toString()).toBe("te druk");
    expect(link.section?.unsaved.value).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

test("SectionDoc_ResyncBecauseTooMuchIsUnsaved_SaysSoUntilAllIsSaved", async () => {
  vi.useFakeTimers();
  try {
    const [link, item] = await lostOnTheWay("te veel");
    link.section?.resync();
    expect(link.section?.held.value).toBe(false);
    link.section?.resync({ code: "section.too-much-unsaved", about: [] });
    link.section?.resync();
    expect(link.section?.held.value).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(link.section?.held.value).toBe(true);
    textOf(link.doc, item).insert(0, "nog ");
    link.section?.acknowledged(link.outbox[0]?.number ?? 0);
    expect([link.section?.unsaved.value, link.section?.held.value]).toEqual([true, true]);
    link.drain();
    expect(link.section?.held.value).toBe(false);
    expect(textOf(link.server.disk, item).toString()).toBe("nog te veel");
  } finally {
    vi.useRealTimers();
  }
});

test("SectionDoc_ResyncBecauseTooMuchIsUnsaved_IsNothingToWhoHasAllSaved", async () => {
  const link = new FakeLink(new FakeServer());
  await link.connect();
  link.section?.resync({ code: "section.too-much-unsaved", about: [] });
  expect(link.section?.held.value).toBe(false);
});

test("SectionDoc_RefusedWhileTooMuchIsUnsaved_HasNothingLeftToWaitFor", async () => {
  const [link] = await lostOnTheWay("te veel");
  link.section?.resync({ code: "section.too-much-unsaved", about: [] });
  await link.connect();
  const [request] = link.outbox;
  if (!request) throw new Error("Nothing was sent.");
  expect(link.section?.held.value).toBe(true);
  link.section?.refused(request.number, { code: "section.read-only", about: [] });
  expect(link.section?.held.value).toBe(false);
});

test("SectionDoc_OthersTypeFasterThanTheReply_KeepsOwnUnsavedWords", async () => {
  vi.useFakeTimers();
  try {
    const { server, a, b, item } = await twoWithAnItem();
    b.cut();
    const before = b.doc;
    textOf(before, item).insert(0, "mijn woorden");
    b.overtaking = () => {
      textOf(a.doc, item).insert(0, "snel ");
      a.drain();
      for (const frame of b.inbox.splice(0)) frame();
    };
    await b.connect();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(b.doc).toBe(before);
    expect(b.section?.rescued.value).toEqual([]);
    b.drain();
    expect(textOf(server.disk, item).toString()).toContain("mijn woorden");
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  "section.full",
  "section.too-fast",
  "request.too-many-open",
])("SectionDoc_OpeningRefusedBy %s_KeepsAllAndTriesAgain", async (code) => {
  vi.useFakeTimers();
  try {
    const link = new FakeLink(new FakeServer());
    await link.connect();
    const item = addItem(link.doc, "harm", "fact", "p-1");
    link.drain();
    link.cut();
    const before = link.doc;
    textOf(before, item).insert(0, "mijn woorden");
    link.refusal = code;
    await link.connect();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(link.doc).toBe(before);
    expect(link.section?.rescued.value).toEqual([]);
    expect(link.section?.refusal.value).toBeNull();
    link.refusal = null;
    await vi.advanceTimersByTimeAsync(20_000);
    link.drain();
    expect(textOf(link.server.disk, item).toString()).toBe("mijn woorden");
    expect(link.section?.unsaved.value).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

test("SectionDoc_OpeningRefusedAsMalformed_OpensAnEmptyDocumentAndKeepsOwnWords", async () => {
  vi.useFakeTimers();
  try {
    const link = new FakeLink(new FakeServer());
    await link.connect();
    const item = addItem(link.doc, "harm", "fact", "p-1");
    link.drain();
    link.cut();
    textOf(link.doc, item).insert(0, "mijn woorden");
    link.refusal = "section.malformed";
    await link.connect();
    link.refusal = null;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(itemsOf(link.doc).has(item)).toBe(true);
    expect(link.section?.refusal.value).toBeNull();
    expect(link.section?.rescued.value).toEqual([{ item, text: "mijn woorden", code: "section.malformed" }]);
    textOf(link.doc, item).insert(0, "opnieuw");
    link.drain();
    expect(textOf(link.server.disk, item).toString()).toBe("opnieuw");
  } finally {
    vi.useRealTimers();
  }
});

test("SectionDoc_RightsChangeBeforeTheReply_TheChangeCountsUntilTheNextOpening", async () => {
  const link = new FakeLink(new FakeServer());
  const section = link.section as SectionDoc;
  link.overtaking = () => section.setCanWrite(false);

  await link.connect();
  expect(section.canWrite.value).toBe(false);

  link.overtaking = () => {};
  link.cut();
  await link.connect();
  expect(section.canWrite.value).toBe(true);
});

test("SectionDoc_OpeningFailsWhileUp_OpensAgainByItself", async () => {
  vi.useFakeTimers();
  try {
    const link = new FakeLink(new FakeServer());
    link.failures = 3;
    await link.connect();
    const item = addItem(link.doc, "harm", "fact", "p-1");
    textOf(link.doc, item).insert(0, "mijn woorden");
    expect(link.section?.opened.value).toBe(false);
    await vi.advanceTimersByTimeAsync(10_000);
    link.drain();
    expect(link.opens).toBe(4);
    expect(link.section?.opened.value).toBe(true);
    expect(link.section?.unsaved.value).toBe(false);
    expect(textOf(link.server.disk, item).toString()).toBe("mijn woorden");
  } finally {
    vi.useRealTimers();
  }
});

test("SectionDoc_OpeningKeepsFailing_WaitsLongerButNeverMoreThanTwentySeconds", async () => {
  vi.useFakeTimers();
  try {
    const link = new FakeLink(new FakeServer());
    link.failures = 1_000;
    await link.connect();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(link.opens).toBeGreaterThan(600_000 / 20_000);
    expect(link.opens).toBeLessThan(600_000 / 10_000 + 10);
  } finally {
    vi.useRealTimers();
  }
});

test("SectionDoc_AwayAfterAFailedOpening_WaitsForTheReturn", async () => {
  vi.useFakeTimers();
  try {
    const link = new FakeLink(new FakeServer());
    link.failures = 1;
    await link.connect();
    link.cut();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(link.opens).toBe(1);
    await link.connect();
    expect(link.section?.opened.value).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

test("SectionDoc_RefusalOfAnotherPush_ChangesNothing", async () => {
  const link = new FakeLink(new FakeServer());
  await link.connect();
  addItem(link.doc, "harm", "fact", "p-1");
  const before = link.doc;
  link.section?.refused(99, { code: "section.schema", about: [] });
  expect(link.doc).toBe(before);
});

test("SectionDoc_LettersOfOthersThatACrashedServerLost_AreGivenUpAfterAWhile", async () => {
  vi.useFakeTimers();
  try {
    const { server, a, b, item } = await twoWithAnItem();
    const disk = Y.encodeStateAsUpdate(server.disk);
    textOf(a.doc, item).insert(0, "nooit op schijf");
    a.drain();
    b.drain();
    expect(textOf(b.doc, item).toString()).toBe("nooit op schijf");
    restore(server, disk);
    await b.connect();
    expect(textOf(b.doc, item).toString()).toBe("nooit op schijf");
    await vi.advanceTimersByTimeAsync(6_000);
    expect(textOf(b.doc, item).toString()).toBe("");
    expect(b.section?.rescued.value).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

test("SectionDoc_SavedWordsThatTheServersStoreLost_GoOutAgain", async () => {
  const { server, a, b, item } = await twoWithAnItem();
  const disk = Y.encodeStateAsUpdate(server.disk);
  textOf(a.doc, item).insert(0, "van mij, bewaard");
  a.drain();
  b.drain();
  expect(a.section?.unsaved.value).toBe(false);
  restore(server, disk);
  textOf(a.doc, item).insert(16, " en door");
  await b.connect();
  await a.connect();
  expect(a.section?.unsaved.value).toBe(true);
  for (let i = 0; i < 3; i++) for (const link of [a, b]) link.drain();
  expect(textOf(server.disk, item).toString()).toBe("van mij, bewaard en door");
  expect(textOf(b.doc, item).toString()).toBe("van mij, bewaard en door");
  expect(a.section?.unsaved.value).toBe(false);
});

test("SectionDoc_SavedWordsThatTheStoreLostAndTheServerRefuses_AreShownForCopying", async () => {
  const server = new FakeServer();
  const link = new FakeLink(server);
  await link.connect();
  const kept = addItem(link.doc, "harm", "fact", "p-1");
  const lost = addItem(link.doc, "harm", "fact", "p-1");
  textOf(link.doc, kept).insert(0, "staat er nog");
  link.drain();
  const disk = Y.encodeStateAsUpdate(server.disk);
  textOf(link.doc, lost).insert(0, "staat er niet meer");
  link.drain();
  restore(server, disk);
  await link.connect();
  const [again] = link.outbox as [PushUpdateRequest];
  link.section?.refused(again.number, { code: "section.schema", about: [] });
  expect(link.section?.rescued.value).toEqual([{ item: lost, text: "staat er niet meer", code: "section.schema" }]);
});

test.each([
  false,
  true,
])("SectionDoc_RandomCutsAndReturns_ConvergeWithNothingLost (the store goes back: %s)", async (goesBack) => {
  for (let seed = 1; seed <= 150; seed++) {
    const r = random(seed);
    const server = new FakeServer();
    const links = [new FakeLink(server), new FakeLink(server), new FakeLink(server)];
    for (const link of links) await link.connect();
    const [first] = links as [FakeLink];
    const item = addItem(first.doc, "harm", "fact", "p-1");
    for (let i = 0; i < 3; i++) for (const link of links) link.drain();
    const marks: string[] = [];
    let disk = Y.encodeStateAsUpdate(server.disk);
    for (let i = 0; i < 60; i++) {
      if (goesBack && i % 20 === 10) disk = Y.encodeStateAsUpdate(server.disk);
      if (goesBack && i % 20 === 19) restore(server, disk);
      const link = r.pick(links);
      const action = r.below(10);
      if (action < 4) {
        const text = textOf(link.doc, item);
        const mark = `<${marks.length}>`;
        marks.push(mark);
        const at = [...text.toString().matchAll(/</g)].map(({ index }) => index);
        text.insert(at.length > 0 && r.chance(0.5) ? r.pick(at) : text.length, mark);
      } else if (action < 8) link.step(r);
      else if (link.up) link.cut();
      else await link.connect();
    }
    for (const link of links) if (!link.up) await link.connect();
    for (let i = 0; i < 5; i++) for (const link of links) link.drain();
    const text = textOf(server.disk, item).toString();
    for (const link of links) {
      expect(textOf(link.doc, item).toString(), `seed ${seed}`).toBe(text);
      expect(link.section?.unsaved.value, `seed ${seed}`).toBe(false);
      link.section?.dispose();
    }
    for (const mark of marks) expect(text, `seed ${seed}`).toContain(mark);
  }
}, 60_000);
