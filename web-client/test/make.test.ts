import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { make } from "../src/wire/make";

let answers: (Response | Error)[];
let asked: string[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    asked.push((init.headers as Record<string, string>)["X-RoundTable-Operation"] ?? "");
    const answer = answers.shift();
    if (answer instanceof Response) return answer;
    throw answer ?? new Error("asked too often");
  });
});

afterEach(() => vi.unstubAllGlobals());

const done = () => new Response(JSON.stringify({ meeting: "m-1" }), { status: 201 });
const plan = (kind: string) => make("/api/plans/p-1/meetings", { kind });

test("make_AgainAfterNoAnswer_AsksUnderTheSameOperation", async () => {
  answers = [new TypeError("no line"), new Response(null, { status: 503 }), done(), done()];
  await expect(plan("start")).rejects.toThrow("network");
  await expect(plan("start")).rejects.toThrow("http.503");
  await expect(plan("start")).resolves.toEqual({ meeting: "m-1" });
  await plan("start");
  expect(asked[0]).toMatch(/^o-[a-z0-9]{16}$/);
  expect(asked.slice(0, 3)).toEqual([asked[0], asked[0], asked[0]]);
  expect(asked[3]).not.toBe(asked[0]);
});

test("make_OfOtherWordsOrAfterARefusal_IsAnOperationOfItsOwn", async () => {
  answers = [new TypeError("no line"), new Response(null, { status: 400 }), done()];
  await expect(plan("start")).rejects.toThrow("network");
  await expect(plan("evaluation")).rejects.toThrow("http.400");
  await plan("evaluation");
  expect(new Set(asked).size).toBe(3);
});

test("make_RefusedAfterNoAnswer_StillAsksUnderTheSameOperation", async () => {
  answers = [
    new TypeError("no line"),
    new Response(null, { status: 401 }),
    new Response(null, { status: 400 }),
    done(),
  ];
  await expect(plan("handover")).rejects.toThrow("network");
  await expect(plan("handover")).rejects.toThrow("http.401");
  await expect(plan("handover")).rejects.toThrow("http.400");
  await plan("handover");
  expect(new Set(asked).size).toBe(1);
});
