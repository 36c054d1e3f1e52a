import { isValidElement, toChildArray, type VNode } from "preact";
import { expect, test, vi } from "vitest";
import type { Route } from "../src/app/route";

vi.mock("preact/hooks", async (original) => ({ ...(await original<object>()), useEffect: () => {} }));
vi.hoisted(() => vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: () => {} })));

const { App } = await import("../src/app/App");
const { RescuedTexts } = await import("../src/app/RescuedTexts");
const { route } = await import("../src/app/route");
const { session } = await import("../src/app/session");

/** What a page consists of directly: its parts are not drawn. */
function partsOf(at: Route): unknown[] {
  route.value = at;
  const page = (App() as VNode).type as () => VNode<{ children: VNode[] }>;
  return toChildArray(page().props.children)
    .filter((part) => isValidElement(part))
    .map(({ type }) => type);
}

test.each<Route>([
  { page: "desk" },
  { page: "plan", id: "pl-1" },
  { page: "meeting", id: "m-1" },
  { page: "minutes", id: "mi-1" },
  { page: "history", plan: "pl-1", section: "s-1" },
])("App_SignedInAt $page_ShowsWordsThatCouldNotBeSaved", (at) => {
  session.value = { state: "signedIn", me: { visitor: "v-1", scope: "full", plans: [], canOpenPlans: false } };
  expect(partsOf(at)).toContain(RescuedTexts);
});
