import { expect, test } from "vitest";
import { parseRoute } from "../src/app/route";

test.each([
  ["/", "", { page: "desk" }],
  ["/in", "#abc", { page: "wayIn", token: "abc" }],
  ["/in", "", { page: "wayIn", token: "" }],
  ["/meeting/m-1", "", { page: "meeting", id: "m-1" }],
  ["/plan/p-1/", "", { page: "plan", id: "p-1" }],
  ["/minutes/v-1", "", { page: "minutes", id: "v-1" }],
  ["/sessions", "", { page: "sessions" }],
  ["/sign-in", "#sign-in.failed", { page: "signIn", problem: "sign-in.failed" }],
  ["/plan/p-1/history/s-1", "", { page: "history", plan: "p-1", section: "s-1" }],
  ["/plan/p-1/history/", "", { page: "unknown" }],
  ["/meeting/../x", "", { page: "unknown" }],
  ["/anders", "", { page: "unknown" }],
])("parseRoute_%s%s_IsItsPage", (path, hash, route) => {
  expect(parseRoute(path, hash)).toEqual(route);
});
