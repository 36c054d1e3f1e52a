import { h, render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import { makePage, settled, stubPage } from "./page";

stubPage();

const { ReadAloud } = await import("../src/ui/ReadAloud");

interface Utterance {
  text: string;
  onend?: () => void;
  onerror?: (event: { error: string }) => void;
}

let page: ReturnType<typeof makePage>["page"];
let root: ReturnType<typeof makePage>["root"];
let queue: Utterance[];

beforeEach(async () => {
  if (root) render(null, root);
  ({ page, root } = makePage());
  queue = [];
  vi.stubGlobal(
    "SpeechSynthesisUtterance",
    class {
      constructor(readonly text: string) {}
    },
  );
  const speak = (said: Utterance) => queue.push(said);
  const cancel = () => {
    for (const { onerror } of queue.splice(0)) onerror?.({ error: "canceled" });
  };
  vi.stubGlobal("speechSynthesis", { speak, cancel });
  const innerText = "We lezen het samen terug\n\nMark zegt: “Ik bel om 8.30 uur.” Elke dag.\nKlopt dit?";
  render(h(ReadAloud, { of: { current: { innerText } as HTMLElement } }), root);
  await settled();
  await press();
});

async function press(): Promise<void> {
  page.find("read-aloud")?.happen("click");
  await settled();
}

test("ReadAloud_ManySentences_AreReadOneByOneUntilTheLast", async () => {
  expect(queue.map(({ text }) => text)).toEqual([
    "We lezen het samen terug",
    "Mark zegt: “Ik bel om 8.30 uur.”",
    "Elke dag.",
    "Klopt dit?",
  ]);
  queue[1]?.onend?.();
  await settled();
  expect(page.text).toContain("Stop met voorlezen");
  queue[3]?.onend?.();
  await settled();
  expect(page.text).toContain("Lees voor");
});

test("ReadAloud_NoVoice_SaysSo", async () => {
  queue[0]?.onerror?.({ error: "synthesis-failed" });
  await settled();
  expect(page.text).toContain("Voorlezen lukt niet");
});

test("ReadAloud_StoppedByAnother_DoesNotSayThatItReads", async () => {
  speechSynthesis.cancel();
  await settled();
  expect([page.text.includes("Lees voor"), page.text.includes("lukt niet")]).toEqual([true, false]);
});

test("ReadAloud_AnotherStarts_TheFirstSaysThatItIsSilentAndTakesNoVoiceAwayWhenItGoes", async () => {
  // A voice that says nothing of what it leaves out, as Safari's.
  vi.stubGlobal("speechSynthesis", {
    speak: (said: Utterance) => queue.push(said),
    cancel: () => queue.splice(0),
  });
  const one = (words: string) => h(ReadAloud, { of: [words], key: words });
  const draw = async (...all: string[]) => {
    render(h("div", null, all.map(one)), root);
    await settled();
  };
  await draw("Ik bel.", "Jij belt.");
  const [first, second] = page.all("read-aloud");
  first?.happen("click");
  await settled();
  second?.happen("click");
  await settled();
  expect(page.text.match(/Stop met/g)).toHaveLength(1);
  expect(queue.map(({ text }) => text)).toEqual(["Jij belt."]);
  await draw("Jij belt.");
  expect(queue).toHaveLength(1);
  await draw();
  expect(queue).toHaveLength(0);
});
