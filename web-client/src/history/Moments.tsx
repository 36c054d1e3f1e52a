import { useState } from "preact/hooks";
import { useHeld } from "../app/useHeld";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { TextInput } from "../ui/Field";
import { Refused } from "../ui/Refused";
import type { MomentReply, ThenReply } from "../wire/types";
import { momentText, t, word } from "../words/words";
import * as calls from "./calls";
import { RestoreButton } from "./RestoreButton";

const LONGEST_NAME = 80;

interface MomentsProps {
  section: string;
  moments: readonly MomentReply[];
  canRestore: boolean;
  onChanged: () => void;
}

/** Moments that have a name, of a meeting or given by whoever may; each can be read whole and brought back. */
export function Moments({ section, moments, canRestore, onChanged }: MomentsProps) {
  return (
    <section class="panel" data-testid="history-moments">
      <h2>{t("history.moments")}</h2>
      <p class="hint">{t("history.momentsHelp")}</p>
      <ul class="history">
        {moments.map((moment) => (
          <li key={`${moment.kind} ${moment.at}`}>
            <Moment section={section} moment={moment} canRestore={canRestore} onChanged={onChanged} />
          </li>
        ))}
      </ul>
      <NameMoment section={section} onDone={onChanged} />
    </section>
  );
}

type MomentProps = Omit<MomentsProps, "moments"> & { moment: MomentReply };

function Moment({ section, moment, canRestore, onChanged }: MomentProps) {
  const [then, setThen] = useState<ThenReply>();
  const [asked, submit] = useSubmit<ThenReply>();
  const name = moment.name ?? word("moment", moment.kind);
  const when = momentText(moment.at);
  const look = async () => setThen(then ? undefined : await submit(() => calls.sectionThen(section, moment.seq)));
  return (
    <div data-testid="history-moment" data-kind={moment.kind}>
      <h3>{name}</h3>
      <p class="soft">{when}</p>
      <Refused asked={asked} />
      <Button
        expanded={then !== undefined}
        busy={asked.state === "sending"}
        testId="history-look"
        about={`${name}, ${when}`}
        onClick={() => void look()}
      >
        {t("history.look")}
      </Button>
      {then && (
        <>
          <ul class="history">
            {then.items
              .filter(({ withdrawn }) => !withdrawn)
              .map((item) => (
                <li key={item.id}>
                  <p class="soft">{word("column", item.column)}</p>
                  <blockquote class="quote">{item.text || <span class="soft">{t("item.empty")}</span>}</blockquote>
                </li>
              ))}
          </ul>
          {canRestore && <RestoreButton section={section} seq={moment.seq} about={name} onDone={onChanged} />}
        </>
      )}
    </div>
  );
}

function NameMoment({ section, onDone }: { section: string; onDone: () => void }) {
  const [name, setName] = useState("");
  useHeld(name !== "");
  const [asked, submit] = useSubmit<true>();
  const save = async () => {
    if (name.trim() === "") return;
    const done = await submit(() => calls.nameMoment(section, name.trim()).then(() => true as const));
    if (!done) return;
    setName("");
    onDone();
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={t("history.name")}
        hint={t("history.nameHint")}
        value={name}
        maxLength={LONGEST_NAME}
        testId="history-name"
        onInput={setName}
      />
      <Refused asked={asked} />
      <Button type="submit" busy={asked.state === "sending"} disabled={name.trim() === ""} testId="history-name-save">
        {t("history.nameSave")}
      </Button>
    </form>
  );
}
