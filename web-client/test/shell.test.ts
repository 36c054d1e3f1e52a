import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import { makePage, settled, stubPage } from "./page";

stubPage();

const { Shell } = await import("../src/app/Shell");

let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];

beforeEach(() => {
  if (root) render(null, root);
  ({ page, root } = makePage());
});

async function draw(live = false): Promise<void> {
  render(h(Shell, { live, children: [] }), root);
  await settled();
}

test("Shell_SkipLink_GoesToTheContentAndLeavesTheAddressAlone", async () => {
  await draw();
  const main = page.first("main");
  if (main) main.focus = vi.fn();
  expect(page.first("a")?.happen("click")).toBe(true);
  expect(main?.focus).toHaveBeenCalledOnce();
});
