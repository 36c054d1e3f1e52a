import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { language, t } from "../words/words";
import { Button } from "./Button";

/** Reads the words of a block aloud with the device's own voice; not shown where there is none. */
export function ReadAloud({ of }: { of: RefObject<HTMLElement | null> }) {
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), []);
  if (!("speechSynthesis" in globalThis)) return null;
  const toggle = () => {
    speechSynthesis.cancel();
    setSpeaking(!speaking);
    if (speaking) return;
    const words = new SpeechSynthesisUtterance(of.current?.innerText ?? "");
    words.lang = language.value === "nl" ? "nl-NL" : "en-GB";
    words.onend = () => setSpeaking(false);
    speechSynthesis.speak(words);
  };
  return (
    <Button look="quiet" onClick={toggle} testId="read-aloud">
      {t(speaking ? "aloud.stop" : "aloud.start")}
    </Button>
  );
}
