import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { language, t } from "../words/words";
import { Button } from "./Button";

interface ReadAloudProps {
  /** What is read: all that stands in a part of the screen, or these words. */
  of: RefObject<HTMLElement | null> | readonly string[];
  about?: string;
}

/** Says to whoever speaks now that they do no more: a device has one voice. */
let quiet = () => {};

/** Reads words aloud with the device's own voice; not shown where there is none. */
export function ReadAloud({ of, about = "" }: ReadAloudProps) {
  const [state, setState] = useState<"silent" | "speaking" | "failed">("silent");
  const run = useRef(0);
  const own = useRef<(() => void) | null>(null);
  useEffect(
    () => () => {
      if (quiet === own.current) speechSynthesis.cancel();
    },
    [],
  );
  if (!("speechSynthesis" in globalThis)) return null;
  const toggle = () => {
    quiet();
    speechSynthesis.cancel();
    const now = ++run.current;
    const sentences = sentencesOf("current" in of ? (of.current?.innerText ?? "") : of.join("\n"));
    if (state === "speaking" || sentences.length === 0) return setState("silent");
    setState("speaking");
    quiet = own.current = () => {
      run.current++;
      setState("silent");
    };
    const end = (next: "silent" | "failed") => {
      if (now !== run.current) return;
      run.current++;
      setState(next);
      if (next === "failed") speechSynthesis.cancel();
    };
    // One by one: some browsers break off what takes long, and do not say so.
    sentences.forEach((sentence, at) => {
      const words = new SpeechSynthesisUtterance(sentence);
      words.lang = language.value === "nl" ? "nl-NL" : "en-GB";
      words.onend = () => at === sentences.length - 1 && end("silent");
      words.onerror = ({ error }) => end(error === "canceled" || error === "interrupted" ? "silent" : "failed");
      speechSynthesis.speak(words);
    });
  };
  return (
    <>
      <Button look="quiet" onClick={toggle} about={about} toggles testId="read-aloud">
        {t(state === "speaking" ? "aloud.stop" : "aloud.start")}
      </Button>
      {state === "failed" && (
        <p class="error" role="alert">
          {t("aloud.failed")}
        </p>
      )}
    </>
  );
}

const sentencesOf = (text: string) => text.match(/\S.*?(?:[.!?…]+[”’")]*(?=\s)|$)/gm) ?? [];
