import { h, render } from "preact";
import { expect, test } from "vitest";
import { makePage, stubPage } from "./page";

stubPage();

const { TextBox, TextInput } = await import("../src/ui/Field");

const props = { label: "Naam", value: "", onInput: () => {}, testId: "field" };

test.each([
  ["TextInput", () => h(TextInput, props), "off"],
  ["TextBox", () => h(TextBox, props), "off"],
  ["TextInput that asks for more", () => h(TextInput, { ...props, autoComplete: "one-time-code" }), "one-time-code"],
])("%s_OnASharedComputer_IsNotKeptByTheBrowser", (_, draw, kept) => {
  const { page, root } = makePage();
  render(draw(), root);
  expect(page.find("field")?.attributes.get("autoComplete")).toBe(kept);
});
