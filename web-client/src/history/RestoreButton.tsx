import { useState } from "preact/hooks";
import { announce } from "../app/status";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Refused } from "../ui/Refused";
import { t } from "../words/words";
import * as calls from "./calls";

interface RestoreButtonProps {
  section: string;
  seq: number;
  /** Only this item; without it the whole section. */
  item?: string;
  /** What is brought back, for who hears the button without its surroundings. */
  about: string;
  onDone: () => void;
}

/** Brings back how it was, after it was asked once more: everybody who reads the section sees it. */
export function RestoreButton({ section, seq, item, about, onDone }: RestoreButtonProps) {
  const [sure, setSure] = useState(false);
  const [asked, submit] = useSubmit<true>();
  const restore = async () => {
    const done = await submit(() => calls.restore(section, seq, item ?? null).then(() => true as const));
    if (!done) return;
    announce(t("history.restored"));
    setSure(false);
    onDone();
  };
  if (!sure)
    return (
      <Button testId="history-restore" about={about} onClick={() => setSure(true)}>
        {t(item ? "history.restore" : "history.restoreAll")}
      </Button>
    );
  return (
    <div class="stack">
      <p>{t(item ? "history.sure" : "history.sureAll")}</p>
      <Refused asked={asked} />
      <Button
        look="primary"
        busy={asked.state === "sending"}
        testId="history-restore-sure"
        about={about}
        onClick={() => void restore()}
      >
        {t("history.yes")}
      </Button>
      <Button look="quiet" about={about} onClick={() => setSure(false)}>
        {t("history.no")}
      </Button>
    </div>
  );
}
