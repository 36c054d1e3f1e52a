import { expect, test } from "vitest";
import { audienceText } from "../src/meeting/card/audienceText";
import { usualSection } from "../src/meeting/card/rows";
import type { PersonView, RoomView, SectionView } from "../src/wire/types";

const person = (id: string): PersonView => ({
  id,
  name: `${id} Achternaam`,
  role: "professional",
  organisation: null,
  relation: null,
});
const room = {
  participants: ["Ria", "Ben", "Kim", "Tom", "Els"].map((id) => ({ person: id })),
} as unknown as RoomView;
const section = (audience: string[], shielded = false, mode: SectionView["mode"] = "live"): SectionView => ({
  id: audience.join(""),
  mode,
  audience,
  canWrite: mode === "live",
  shielded,
  releaseTo: [],
  moveTo: [],
  categories: [],
  treatment: null,
});

test.each([
  [section(["Ria", "Ben", "Kim", "Tom", "Els"]), "Iedereen aan deze tafel (5 mensen)"],
  [section(["Ria", "Kim", "Tom", "Els"]), "Iedereen aan deze tafel, behalve Ben"],
  [section(["Ria", "Kim", "Tom", "Els", "Sem"], true), "Iedereen aan deze tafel, behalve Ben. Ook Sem."],
  [section(["Ria", "Tom"], true), "Alleen Ria en Tom"],
  [section(["Ria", "Ben", "Kim", "Tom", "Els", "Sem"], false, "released"), "De hele kring (6 mensen)"],
])("audienceText_%#_SaysWhoReads", (view, text) => {
  expect(audienceText(view, room, person)).toBe(text);
});

test("usualSection_OneTable_IsTheTable", () => {
  const table = section(["Ria", "Ben"]);
  expect(usualSection([table, section(["Ria"], true)])).toBe(table);
});

test("usualSection_TwoSidesAtOneTable_IsForTheWriterToChoose", () => {
  expect(usualSection([section(["Ria", "Tom"]), section(["Ben", "Tom"])])).toBeUndefined();
});
