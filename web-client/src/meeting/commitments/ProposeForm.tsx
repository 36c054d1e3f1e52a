import { useEffect, useState } from "preact/hooks";
import { noteDraft } from "../../app/unsaved";
import { askPlan } from "../../table/live";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { WhoSees } from "../../ui/Faces";
import { Choose, Radios, TextBox } from "../../ui/Field";
import { Refused } from "../../ui/Refused";
import { useAsk } from "../../ui/useAsk";
import { newId } from "../../wire/ids";
import type { CommitmentKind, SectionView } from "../../wire/types";
import { t, word } from "../../words/words";
import { audienceText } from "../card/audienceText";
import { sectionsOfRoom, usualSection } from "../card/rows";
import { useAtTable } from "../context";
import { TermFields, termsOnWire } from "./terms";

const KINDS: readonly CommitmentKind[] = ["safetyRule", "action", "contactArrangement", "emergencyStep", "check"];

/** A new commitment: who sees it first, because owner and checker must be among them. */
export function ProposeForm({ onDone }: { onDone: () => void }) {
  const { plan, meeting, room, person } = useAtTable();
  // The table itself comes first; a wider circle is chosen on purpose.
  const rank = ({ shielded, mode }: SectionView) => Number(shielded) * 2 + Number(mode === "released");
  // What goes to both sides at once is proposed by the director alone.
  const choices = sectionsOfRoom(plan, room, meeting.rooms)
    .filter(({ mode, treatment }) => !treatment && (mode === "live" || plan.rights.chair))
    .sort((a, b) => rank(a) - rank(b));
  const [audience, setAudience] = useState(usualSection(choices.filter(({ mode }) => mode === "live"))?.id ?? "");
  const [text, setText] = useState("");
  const [owner, setOwner] = useState(plan.you);
  const [checker, setChecker] = useState("");
  const [kind, setKind] = useState<CommitmentKind>("action");
  const [terms, setTerms] = useState({ dueOn: "", recurrence: "" });
  const [missing, setMissing] = useState(false);
  const [id] = useState(() => newId("c"));
  const [asked, ask] = useAsk();
  useEffect(() => {
    noteDraft("propose", text !== "");
    return () => noteDraft("propose", false);
  }, [text !== ""]);

  const section = choices.find((choice) => choice.id === audience);
  const readers = (section?.audience ?? []).map(person);
  const names = (except: string) => readers.filter((p) => p.id !== except).map((p) => ({ value: p.id, text: p.name }));
  const propose = async () => {
    if (text.trim() === "" || !owner || !section) {
      setMissing(true);
      return;
    }
    const done = await ask(() =>
      askPlan(plan.id, {
        kind: "proposeCommitment",
        id,
        text: text.trim(),
        owner,
        checker: checker || null,
        commitmentKind: kind,
        ...termsOnWire(terms),
        audience,
      }),
    );
    if (done) onDone();
  };
  return (
    <Dialog title={t("propose.title")} onClose={onDone} testId="propose-dialog">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void propose();
        }}
      >
        {choices.length > 1 && (
          <Radios
            legend={t("propose.audience")}
            value={audience}
            testId="audience"
            options={choices.map((choice) => ({ value: choice.id, text: audienceText(choice, room, person) }))}
            onInput={setAudience}
          />
        )}
        {missing && !section && (
          <p class="error" role="alert">
            {t("propose.audienceMissing")}
          </p>
        )}
        {section && <WhoSees people={readers} />}
        <TextBox
          label={t("propose.text")}
          hint={t("propose.textHint")}
          value={text}
          maxLength={1000}
          error={missing && text.trim() === "" ? t("propose.textMissing") : undefined}
          testId="propose-text"
          onInput={setText}
        />
        <Choose
          label={t("propose.owner")}
          value={owner}
          options={names("")}
          testId="owner"
          empty={t("common.choose")}
          onInput={setOwner}
        />
        <Choose
          label={t("propose.checker")}
          value={checker}
          options={names(owner)}
          testId="checker"
          empty={t("propose.noChecker")}
          onInput={setChecker}
        />
        <Choose
          label={t("propose.kind")}
          value={kind}
          testId="commitment-kind"
          options={KINDS.map((value) => ({ value, text: word("commitmentKind", value) }))}
          onInput={(value) => setKind(value as CommitmentKind)}
        />
        <TermFields terms={terms} onInput={setTerms} />
        <Refused asked={asked} />
        <Button look="primary" type="submit" busy={asked.state === "sending"} testId="propose-send">
          {t("propose.send")}
        </Button>
      </form>
    </Dialog>
  );
}
