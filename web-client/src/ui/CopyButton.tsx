import { useState } from "preact/hooks";
import { t } from "../words/words";
import { Button } from "./Button";

/** Copies words and says whether that worked: over plain http a browser has nowhere to copy to. */
export function CopyButton({ words, label }: { words: string; label: string }) {
  const [copied, setCopied] = useState<boolean>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <>
      <Button testId="copy" onClick={() => void copy()}>
        {copied ? t("common.copied") : label}
      </Button>
      {/* Here: what the page says lies under a dialog, out of hearing. */}
      <span class="visually-hidden" role="status">
        {copied && t("common.copied")}
      </span>
      {copied === false && (
        <p class="error" role="alert" data-testid="copy-failed">
          {t("common.notCopied")}
        </p>
      )}
    </>
  );
}
