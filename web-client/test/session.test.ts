import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addItem } from "../src/collab/items";

let order: string[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  order = [];
  vi.stubGlobal("removeEventListener", () => {});
  vi.stubGlobal("document", { body: {}, addEventListener: () => {}, removeEventListener: () => {} });
  vi.stubGlobal("location", { replace: (to: string) => order.push(`to ${to}`) });
  vi.stubGlobal("fetch", async (path: string) => {
    order.push(`fetch ${path}`);
    return new Response(null, { status: 204 });
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Somebody with a section open; `typed` has put an item on the card whose acknowledgement is not there yet. */
async function signedIn(typed: boolean) {
  const { signOut } = await import("../src/app/session");
  const { noteDraft } = await import("../src/app/unsaved");
  const { sections, table } = await import("../src/table/live");
  vi.spyOn(table, "stop").mockImplementation(() => void order.push("stop"));
  vi.spyOn(table, "call").mockResolvedValue({
    refusal: null,
    update: "AAA=",
    stateVector: "AA==",
    clients: {},
    canWrite: true,
  });
  sections.show(["s-1"]);
  const section = sections.all.value.get("s-1");
  await section?.open();
  if (typed && section) addItem(section.doc.value, "harm", "fact", "p-1");
  return { signOut, noteDraft, section };
}

/** Signs out while every other tab of the browser is asleep. */
async function alone(left: Promise<string>): Promise<string> {
  await vi.advanceTimersByTimeAsync(200);
  return left;
}

const LEFT = ["fetch /api/sign-out", "stop", "to /in"];

test("signOut_AllSaved_LeavesAtOnce", async () => {
  const { signOut } = await signedIn(false);
  expect(await alone(signOut(false))).toBe("left");
  expect(order).toEqual(LEFT);
});

test("signOut_WordsUnderWay_LeavesWhenTheyArrived", async () => {
  const { signOut, section } = await signedIn(true);
  const left = signOut(false);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(order).toEqual([]);
  section?.acknowledged(1);
  expect(await alone(left)).toBe("left");
  expect(order).toEqual(LEFT);
});

test("signOut_WordsDoNotArrive_AsksAfterTwoSeconds", async () => {
  const { signOut } = await signedIn(true);
  const left = signOut(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await left).toBe("unsaved");
  expect(order).toEqual([]);
  expect(await signOut(true)).toBe("left");
  expect(order).toEqual(LEFT);
});

test("signOut_AnswerUnderWay_LeavesWhenItArrived", async () => {
  const { signOut } = await signedIn(false);
  const { askMeeting, table } = await import("../src/table/live");
  let arrive = (_: unknown) => {};
  vi.spyOn(table, "ask").mockReturnValue(new Promise((resolve) => (arrive = resolve)));
  void askMeeting("m-1", { kind: "setReady", room: "r-1", ready: true });
  const left = signOut(false);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(order).toEqual([]);
  arrive({ refusal: null });
  expect(await alone(left)).toBe("left");
  expect(order).toEqual(LEFT);
});

test("signOut_FormNotSent_AsksAtOnce", async () => {
  const { signOut, noteDraft } = await signedIn(false);
  noteDraft("score", true);
  expect(await alone(signOut(false))).toBe("unsaved");
  expect(order).toEqual([]);
});

test.each([0, 500, 503])("signOut_FailsWith %i_StaysAndSaysSo", async (status) => {
  const { signOut } = await signedIn(false);
  vi.stubGlobal("fetch", async () => {
    if (status === 0) throw new TypeError("no network");
    return new Response(null, { status });
  });
  expect(await alone(signOut(false))).toBe("failed");
  expect(order).toEqual([]);
});

test("signOut_ServerDoesNotKnowUs_Leaves", async () => {
  const { signOut } = await signedIn(false);
  vi.stubGlobal("fetch", async () => new Response(null, { status: 401 }));
  expect(await alone(signOut(false))).toBe("left");
  expect(order).toEqual(["stop", "to /in"]);
});

test("signOut_EverywhereWithWordsNotSent_AsksFirst", async () => {
  const { signOut, noteDraft } = await signedIn(false);
  const { signOutEverywhere } = await import("../src/desk/calls");
  noteDraft("score", true);
  expect(await alone(signOut(false, signOutEverywhere))).toBe("unsaved");
  expect(order).toEqual([]);
  expect(await signOut(true, signOutEverywhere)).toBe("left");
  expect(order).toEqual(["fetch /api/sign-out-everywhere", "stop", "to /in"]);
});

test.each([
  [401, "signedOut"],
  [500, "failed"],
])("signOut_EverywhereFailsWith %i_StaysAndSaysSo", async (status, how) => {
  const { signOut } = await signedIn(false);
  const { signOutEverywhere } = await import("../src/desk/calls");
  vi.stubGlobal("fetch", async () => new Response(null, { status }));
  expect(await alone(signOut(false, signOutEverywhere))).toBe(how);
  expect(order).toEqual([]);
});

test("signOut_EverywhereWithTheAnswerLost_LeavesWhenItIsTriedAgain", async () => {
  const { signOut } = await signedIn(false);
  const { signOutEverywhere } = await import("../src/desk/calls");
  vi.stubGlobal("navigator", { onLine: true });
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  expect(await alone(signOut(false, signOutEverywhere))).toBe("failed");
  vi.stubGlobal("fetch", async () => new Response(null, { status: 401 }));
  expect(await signOut(true, signOutEverywhere)).toBe("left");
  expect(order).toEqual(["stop", "to /in"]);
});

test.each([
  ["it was only here", true, "here"],
  ["nothing was sent", false, "everywhere"],
])("signOut_EverywhereAfterATryWithoutAnswer_SaysThatItIsOver: %s", async (_, onLine, first) => {
  const { signOut } = await signedIn(false);
  const { signOutEverywhere } = await import("../src/desk/calls");
  vi.stubGlobal("navigator", { onLine });
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  expect(await alone(first === "here" ? signOut(false) : signOut(false, signOutEverywhere))).toBe("failed");
  vi.stubGlobal("fetch", async () => new Response(null, { status: 401 }));
  expect(await signOut(true, signOutEverywhere)).toBe("signedOut");
  expect(order).toEqual([]);
});

/** A page that began as the mother's, with this scope; later the server says `now`. */
async function cameBack(now: { visitor: string; scope: string }, scope: "full" | "minutes" = "full") {
  const { resume, refreshDesk, session } = await import("../src/app/session");
  const { table } = await import("../src/table/live");
  vi.spyOn(table, "stop").mockImplementation(() => void order.push("stop"));
  vi.spyOn(table, "start").mockImplementation((visitor) => void order.push(`start ${visitor}`));
  session.value = { state: "signedIn", me: { visitor: "mother", scope, plans: [], canOpenPlans: false } };
  const before = session.value;
  vi.stubGlobal("fetch", async () => Response.json({ ...now, plans: [], canOpenPlans: false }));
  return { resume, refreshDesk, session, before };
}

test("resume_TheSamePerson_GoesOn", async () => {
  const { resume } = await cameBack({ visitor: "mother", scope: "full" });
  expect(await resume()).toBe(true);
  expect(order).toEqual(["start mother"]);
});

test("resume_NoAnswer_EndsSoThatItCanBeTriedAgain", async () => {
  const { resume } = await cameBack({ visitor: "mother", scope: "full" });
  vi.stubGlobal(
    "fetch",
    (_: string, { signal }: RequestInit) =>
      new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted")))),
  );
  const back = expect(resume()).rejects.toMatchObject({ status: 0, code: "network" });
  await vi.advanceTimersByTimeAsync(10_000);
  await back;
});

test("resume_AnotherWithoutPlansToo_StartsAnewWithoutAsking", async () => {
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  const { resume, session, before } = await cameBack({ visitor: "father", scope: "full" });
  const { guardLeaving, noteDraft } = await import("../src/app/unsaved");
  guardLeaving();
  noteDraft("score", true);
  expect(await resume()).toBe(false);
  expect(order).toEqual(["stop", "to /"]);
  expect(session.value).toBe(before);
  expect(page.dispatchEvent(new Event("beforeunload", { cancelable: true }))).toBe(true);
});

test("refreshDesk_OfAnother_StartsAnew", async () => {
  const { refreshDesk } = await cameBack({ visitor: "father", scope: "full" });
  await refreshDesk();
  expect(order).toEqual(["stop", "to /"]);
});

test.each(["resume", "refreshDesk"] as const)("%s_AnotherWhoCameForMinutes_StartsAnew", async (how) => {
  const cameAs = await cameBack({ visitor: "father", scope: "minutes" });
  await cameAs[how]();
  expect(order).toEqual(["stop", "to /"]);
  expect(cameAs.session.value).toBe(cameAs.before);
});

test("refreshDesk_OnlyMinutesBeforeAndMoreNow_Connects", async () => {
  const { refreshDesk, session } = await cameBack({ visitor: "mother", scope: "full" }, "minutes");
  await refreshDesk();
  expect(order).toEqual(["start mother"]);
  expect(session.value).toMatchObject({ me: { scope: "full" } });
});

test("resume_OnlyMinutes_KeepsThePageAndDoesNotConnect", async () => {
  const { resume, session, before } = await cameBack({ visitor: "mother", scope: "minutes" });
  const { maySit } = await import("../src/table/live");
  expect(await resume()).toBe(false);
  expect(order).toEqual([]);
  expect(session.value).toBe(before);
  expect(await maySit()).toBe(false);
});

test("call_UnderAnothersCookie_StartsAnew", async () => {
  const { refreshDesk, session, before } = await cameBack({ visitor: "mother", scope: "full" });
  const { openPlan } = await import("../src/desk/calls");
  await refreshDesk();
  let sent: HeadersInit | undefined;
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    sent = init.headers;
    return Response.json({ code: "session.another-person" }, { status: 409 });
  });
  await expect(openPlan({} as never)).rejects.toMatchObject({ code: "session.another-person" });
  expect(sent).toMatchObject({ "X-RoundTable-Visitor": "mother" });
  expect(order).toEqual(["start mother", "stop", "to /"]);
  expect(session.value).toEqual(before);
});
