import { describe, expect, it } from "vitest";
import { canRecord } from "../src/meeting/commitments/standing";
import type { CommitmentView } from "../src/wire/types";

const calls: CommitmentView = {
  id: "calls",
  number: 1,
  text: "Ik bel elke dag.",
  textVersion: 1,
  owner: "oma",
  checker: "tom",
  kind: "safetyRule",
  dueOn: "2026-03-01",
  recurrence: null,
  status: "kept",
  answer: "agree",
  remark: null,
  result: { result: "kept", remark: null, by: "oma", on: "2026-02-12" },
  audience: "circle",
  canAnswer: false,
  canEnd: false,
  youSaid: 0,
  endReason: null,
};
const seenBy = (you: string, chair = false) => ({
  you,
  rights: { chair, propose: true, manage: chair, emergency: false },
});

describe("How a commitment went", () => {
  it("is set right by its owner, its checker and the chair after a mistaken tap", () => {
    expect(canRecord(calls, seenBy("oma"))).toBe(true);
    expect(canRecord(calls, seenBy("tom"))).toBe(true);
    expect(canRecord(calls, seenBy("ingrid", true))).toBe(true);
    expect(canRecord(calls, seenBy("kim"))).toBe(false);
  });

  it("is not said of what is only proposed, nor of what was replaced", () => {
    expect(canRecord({ ...calls, status: "proposed" }, seenBy("oma"))).toBe(false);
    expect(canRecord({ ...calls, status: "replaced" }, seenBy("oma"))).toBe(false);
    expect(canRecord({ ...calls, status: "agreed" }, seenBy("oma"))).toBe(true);
  });
});
