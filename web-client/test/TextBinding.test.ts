import { expect, test } from "vitest";
import * as Y from "yjs";
import { TextBinding } from "../src/collab/TextBinding";
import { wellFormed } from "../src/collab/textDiff";
import { FakeField } from "./FakeField";
import { type Random, random } from "./random";

class Person {
  readonly doc = new Y.Doc();
  readonly field = new FakeField();
  readonly inbox: Uint8Array[] = [];
  readonly binding: TextBinding;

  constructor(clientId: number, seed: Uint8Array) {
    this.doc.clientID = clientId;
    Y.applyUpdate(this.doc, seed, "remote");
    this.binding = new TextBinding(this.field, this.text);
  }

  get text() {
    return this.doc.getText("t");
  }

  receive() {
    const update = this.inbox.shift();
    if (update) Y.applyUpdate(this.doc, update, "remote");
  }
}

function table(text: string): [Person, Person] {
  const start = new Y.Doc();
  start.clientID = 1;
  start.getText("t").insert(0, text);
  const seed = Y.encodeStateAsUpdate(start);
  const [a, b] = [new Person(2, seed), new Person(3, seed)];
  a.doc.on("update", (u, origin) => origin !== "remote" && b.inbox.push(u));
  b.doc.on("update", (u, origin) => origin !== "remote" && a.inbox.push(u));
  return [a, b];
}

test("TextBinding_RemoteInsertBeforeCaret_MovesTheCaretAlong", () => {
  const [a, b] = table("hallo");
  a.field.setSelectionRange(5, 5);
  b.field.setSelectionRange(0, 0);
  b.field.type("ja ");
  a.receive();
  expect(a.field.value).toBe("ja hallo");
  expect(a.field.selectionStart).toBe(8);
});

test("TextBinding_RemoteInsertWhileComposing_WaitsForTheEndOfTheWord", () => {
  const [a, b] = table("wij gaan");
  a.field.setSelectionRange(8, 8);
  a.field.compose(" n");
  a.field.compose(" naar");
  b.field.setSelectionRange(3, 3);
  b.field.type(" allemaal");
  a.receive();
  expect(a.field.value).toBe("wij gaan naar");
  a.field.compose(" naar huis");
  a.field.endComposition();
  expect(a.field.value).toBe("wij allemaal gaan naar huis");
  expect(a.field.selectionStart).toBe(a.field.value.length);
  expect(a.field.writesWhileComposing).toBe(0);
  while (b.inbox.length) b.receive();
  expect(b.field.value).toBe(a.field.value);
});

test("TextBinding_RemoteDeletesTheWordBeingComposed_KeepsWhatIsTyped", () => {
  const [a, b] = table("een twee drie");
  a.field.setSelectionRange(8, 8);
  a.field.compose("e");
  b.field.setSelectionRange(3, 8);
  b.field.type("");
  a.receive();
  a.field.compose("eling");
  a.field.endComposition();
  while (b.inbox.length) b.receive();
  expect(a.field.value).toBe("eeneling drie");
  expect(b.field.value).toBe("eeneling drie");
});

test("TextBinding_TextWithCarriageReturns_KeepsEveryIndex", () => {
  const [a, b] = table("een\r\ntwee");
  a.field.setSelectionRange(9, 9);
  a.field.type("!");
  b.receive();
  expect(b.text.toString()).toBe("een\r\ntwee!");
  expect(a.field.value).toBe("een \ntwee!");
});

const WORDS = ["a", "b", " ", "😀", "👩‍👧", "\n", "huis", "é", "🇳🇱🇧🇪", "aa"];

function step(r: Random, { field }: Person) {
  if (field.composing) {
    if (r.chance(0.4)) field.endComposition();
    else field.compose(r.pick(WORDS) + r.pick(WORDS));
    return;
  }
  const places = boundaries(field.value);
  const from = r.below(places.length);
  const to = Math.min(places.length - 1, from + (r.chance(0.4) ? r.below(4) : 0));
  field.setSelectionRange(places[from] as number, places[to] as number);
  const action = r.below(10);
  if (action < 2) field.type("");
  else if (action < 5) field.compose(r.pick(WORDS));
  else field.type(r.pick(WORDS));
}

/** Offsets where a person can put the caret: never inside a surrogate pair. */
function boundaries(text: string): number[] {
  const at = [0];
  for (const point of text) at.push((at.at(-1) as number) + point.length);
  return at;
}

function settle(people: readonly Person[]) {
  for (const { field } of people) if (field.composing) field.endComposition();
  while (people.some(({ inbox }) => inbox.length > 0)) for (const person of people) person.receive();
}

test("TextBinding_RandomHistoriesOfTwo_ConvergeAndShowTheText", () => {
  for (let seed = 1; seed <= 1500; seed++) {
    const r = random(seed);
    const people = table("Sem 😀 slaapt goed 👩‍👧");
    for (let i = 0; i < 25; i++) {
      const who = r.pick(people);
      if (r.chance(0.45)) who.receive();
      else step(r, who);
    }
    settle(people);
    const [a, b] = people;
    expect(a.text.toString(), `seed ${seed}`).toBe(b.text.toString());
    for (const { field, text, binding } of people) {
      expect(field.value, `seed ${seed}`).toBe(text.toString());
      expect(wellFormed(field.value), `seed ${seed}`).toBe(field.value);
      expect(field.value, `seed ${seed}`).not.toContain("\uFFFD");
      expect(field.writesWhileComposing, `seed ${seed}`).toBe(0);
      binding.destroy();
    }
  }
}, 60_000);

test("TextBinding_RandomHistoriesWithoutDeletes_LoseNoInsert", () => {
  for (let seed = 1; seed <= 1000; seed++) {
    const r = random(seed);
    const people = table("😀 begin");
    let typed = 0;
    for (let i = 0; i < 25; i++) {
      const who = r.pick(people);
      if (r.chance(0.4)) who.receive();
      else if (who.field.composing) who.field.endComposition();
      else {
        const at = r.pick(boundaries(who.field.value));
        who.field.setSelectionRange(at, at);
        const word = `«${typed++}»`;
        if (r.chance(0.5)) who.field.type(word);
        else {
          who.field.compose("«");
          if (r.chance(0.5)) who.receive();
          who.field.compose(word);
        }
      }
    }
    settle(people);
    const [a, b] = people;
    expect(a.field.value, `seed ${seed}`).toBe(b.field.value);
    // The caret may fall inside an earlier word, so count its letters instead of looking for it whole.
    for (const letter of "«»")
      expect([...a.field.value].filter((c) => c === letter).length, `seed ${seed}`).toBe(typed);
  }
}, 60_000);

test("TextBinding_RandomDeletes_BringNothingBackAndTakeNothingElse", () => {
  const letters = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  for (let seed = 1; seed <= 1000; seed++) {
    const r = random(seed);
    const people = table(letters.join(""));
    const deleted = new Set<string>();
    for (let i = 0; i < 25; i++) {
      const { field, receive } = r.pick(people);
      const who = people.find((p) => p.field === field) as Person;
      if (r.chance(0.45)) receive.call(who);
      else if (field.composing) {
        if (r.chance(0.5)) field.endComposition();
        else field.compose("😀😁");
      } else {
        const places = boundaries(field.value);
        const from = r.below(places.length);
        const to = Math.min(places.length - 1, from + r.below(4));
        field.setSelectionRange(places[from] as number, places[to] as number);
        for (const letter of field.value.slice(places[from], places[to])) deleted.add(letter);
        if (r.chance(0.5)) field.compose("😀");
        else field.type("");
      }
    }
    settle(people);
    for (const letter of letters)
      expect(people[0].field.value.includes(letter), `seed ${seed}, ${letter}`).toBe(!deleted.has(letter));
  }
}, 60_000);
