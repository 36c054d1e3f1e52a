import { expect, test } from "vitest";
import { diffText, wellFormed } from "../src/collab/textDiff";
import { random } from "./random";

const apply = (text: string, s: { start: number; removed: number; inserted: string }) =>
  text.slice(0, s.start) + s.inserted + text.slice(s.start + s.removed);

test("diffText_EqualTexts_IsNull", () => {
  expect(diffText("één", "één")).toBeNull();
});

test("diffText_LetterTypedAmongEqualLetters_FollowsTheCaret", () => {
  expect(diffText("aaa", "aaaa", 2)).toEqual({ start: 1, removed: 0, inserted: "a" });
  expect(diffText("aaa", "aaaa", 4)).toEqual({ start: 3, removed: 0, inserted: "a" });
});

test("diffText_EmojiOfTheSameHalf_ReplacesTheWholePair", () => {
  expect(diffText("😀", "😁")).toEqual({ start: 0, removed: 2, inserted: "😁" });
  expect(diffText("a😀b", "a😁b", 3)).toEqual({ start: 1, removed: 2, inserted: "😁" });
});

test("diffText_EmojiBesideTheEdit_StaysUntouched", () => {
  expect(diffText("😀😀", "😀😀😀", 4)).toEqual({ start: 2, removed: 0, inserted: "😀" });
});

test("diffText_RandomEmojiEdits_NeverCutAPairAndGiveTheNewText", () => {
  const alphabet = ["a", "b", "😀", "😁", "👩‍👧", "é", "\n", "🇳🇱"];
  for (let seed = 1; seed <= 3000; seed++) {
    const r = random(seed);
    const make = () => Array.from({ length: r.below(8) }, () => r.pick(alphabet));
    const before = make();
    const at = r.below(before.length + 1);
    const after = [...before.slice(0, at), ...make().slice(0, 2), ...before.slice(at + r.below(3))];
    const a = before.join("");
    const b = after.join("");
    const splice = diffText(a, b, r.below(b.length + 1));
    if (!splice) {
      expect(a, `seed ${seed}`).toBe(b);
      continue;
    }
    expect(apply(a, splice), `seed ${seed}`).toBe(b);
    for (const part of [a.slice(0, splice.start), a.slice(splice.start + splice.removed), splice.inserted])
      expect(wellFormed(part), `seed ${seed}`).toBe(part);
  }
});
