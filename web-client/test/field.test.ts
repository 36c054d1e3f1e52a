import { h, render } from "preact";
import { expect, test } from "vitest";
import { makePage, settled, stubPage } from "./page";

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

/** A field for ten letters. What the person pastes is cut off by the browser, which then says that there was input. */
async function fill(draw: typeof TextBox | typeof TextInput) {
  const { page, root } = makePage();
  render(h(draw, { ...props, maxLength: 10 }), root);
  const field = page.find("field");
  const says = async () => {
    await settled();
    return page.find("too-long")?.text;
  };
  let value = "";
  const type = (now: string) => {
    value = now;
    field?.happen("input", { value });
    return says();
  };
  return {
    type,
    paste: (pasted: string, selected = 0) => {
      const selection = { selectionStart: value.length - selected, selectionEnd: value.length };
      const clipboardData = { getData: () => pasted };
      field?.happen("paste", { value, ...selection }, { clipboardData });
      const kept = value.slice(0, value.length - selected);
      return type(`${kept}${pasted}`.slice(0, 10));
    },
  };
}

test.each([
  ["TextBox", TextBox],
  ["TextInput", TextInput],
] as const)("%s_PastedWhatDoesNotFit_SaysThatTheEndIsMissing", async (_, draw) => {
  const { type, paste } = await fill(draw);
  expect(await paste("tien tekens en meer")).toBe("Dit is te lang. Het einde staat er niet bij.");
  expect(await type("korter")).toBeUndefined();
  expect(await paste("past")).toBe("Hier past niet meer bij.");
  expect(await paste("past", 5)).toBeUndefined();
});

test("TextBox_IsFull_SaysSoOnce", async () => {
  const { type } = await fill(TextBox);
  expect(await type("tien teken")).toBe("Hier past niet meer bij.");
  expect(await type("tien teke")).toBeUndefined();
});
