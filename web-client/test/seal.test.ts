import { afterEach, expect, test, vi } from "vitest";
import { resultOf, verifySeal } from "../src/meeting/score/seal";
import type { RevealedScoreView } from "../src/wire/types";

const place = { meeting: "m-1", room: "r-1", round: 1 };

const score: RevealedScoreView = {
  person: "p-1",
  value: 4,
  passed: false,
  knownToDirectorOnly: false,
  passReason: null,
  why: 'Ik kijk nog om "me" heen. 😀',
  oneHigher: "",
  nonce: `${"00".repeat(31)}ff`,
  // SHA-256 over the nonce and {"meeting":"m-1",...,"oneHigher":""} as the server writes it.
  seal: "1196f2a54f939f6f2b2e87f3bca626e4d2925f3c9572ca63143c053ef4cc9cc0",
};

test("verifySeal_ScoreAsSealed_IsRight", async () => {
  expect(await verifySeal(place, score)).toBe(true);
});

test("verifySeal_OtherValueOrRoundOrWords_IsWrong", async () => {
  expect(await verifySeal(place, { ...score, value: 5 })).toBe(false);
  expect(await verifySeal({ ...place, round: 2 }, score)).toBe(false);
  expect(await verifySeal(place, { ...score, why: "anders" })).toBe(false);
});

test("verifySeal_WithoutSeal_CannotBeChecked", async () => {
  expect(await verifySeal(place, { ...score, seal: null, nonce: null })).toBeNull();
});

afterEach(() => void vi.unstubAllGlobals());

test("verifySeal_WhereTheBrowserCannot_NothingIsCalledRight", async () => {
  vi.stubGlobal("crypto", {});
  expect(resultOf([await verifySeal(place, score)])).toBe("unchecked");
});

test("resultOf_SomeSealsOnly_IsRightUnlessOneIsWrong", () => {
  expect(resultOf([null, true])).toBe("right");
  expect(resultOf([null, true, false])).toBe("wrong");
  expect(resultOf([])).toBe("unchecked");
});
