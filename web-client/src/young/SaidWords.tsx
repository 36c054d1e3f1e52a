import { useState } from "preact/hooks";
import { askPlan } from "../table/live";
import { Button } from "../ui/Button";
import { Refused } from "../ui/Refused";
import { useAsk } from "../ui/useAsk";
import type { ChildWordsKind, YoungChildView } from "../wire/types";
import { Readers } from "./Readers";
import { listText, t, word } from "./words";

/** Words that the child just said: on this screen only, until it stops. */
export interface Said {
  id: string;
  part: ChildWordsKind;
  text: string;
  to: readonly string[];
}

interface SaidWordsProps {
  plan: string;
  young: YoungChildView;
  said: Said;
  onChange: (to: readonly string[]) => void;
}

/** What the child just said, and who may read it, which it can still change. */
export function SaidWords({ plan, young, said, onChange }: SaidWordsProps) {
  const [to, setTo] = useState<string[]>();
  const [asked, ask] = useAsk();
  const names = young.readers.filter(({ id }) => said.to.includes(id)).map(({ name }) => name);
  const keep = async (chosen: string[]) => {
    const done = await ask(() =>
      askPlan(plan, { kind: "releaseWithChild", id: said.id, child: young.child, to: chosen }),
    );
    if (!done) return;
    onChange(chosen);
    setTo(undefined);
  };
  return (
    <div class="panel" data-testid="child-mode-said">
      <span class="soft">{word("childWords", said.part)}</span>
      <p class="commitment__text">{said.text}</p>
      <p>{names.length > 0 ? t("young.readBy", { names: listText(names) }) : t("young.nobody")}</p>
      {to && <Readers young={young} to={to} onInput={setTo} />}
      <Refused asked={asked} />
      {to ? (
        <Button
          key="keep"
          look="primary"
          busy={asked.state === "sending"}
          testId="child-mode-keep"
          onClick={() => void keep(to)}
        >
          {t("young.keep")}
        </Button>
      ) : (
        <Button key="change" testId="child-mode-change" onClick={() => setTo([...said.to])}>
          {t("young.change")}
        </Button>
      )}
    </div>
  );
}
