import { identified, useDraft } from "../../app/drafts";
import { askPlan } from "../../table/live";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { WhoSees } from "../../ui/Faces";
import { Choose, Radios, TextBox } from "../../ui/Field";
import { Refused } from "../../ui/Refused";
import { useAsk } from "../../ui/useAsk";
import { useMissing } from "../../ui/useMissing";
import type { CommitmentKind, SectionView } from "../../wire/types";
import { audienceText } from "../card/audienceText";
import { sectionsOfRoom, usualSection } from "../card/rows";
import { useAtTable } from "../context";
import { t, word } from "../words";
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
  // Of this room: what is said in one room does not stand in another.
  const draft = useDraft(
    `propose ${meeting.id}/${room.id}`,
    () => ({
      id: "",
      words: "",
      audience: usualSection(choices.filter(({ mode }) => mode === "live"))?.id ?? "",
      text: "",
      owner: plan.you,
      checker: "",
      kind: "action" as CommitmentKind,
      terms: { dueOn: "", recurrence: "" },
    }),
    (now) => now.text !== "",
  );
  const { audience, text, owner, checker, kind, terms } = draft.now;
  const { missing, setMissing, form } = useMissing<HTMLFormElement>();
  const [asked, ask] = useAsk();

  const section = choices.find((choice) => choice.id === audience);
  const readers = (section?.audience ?? []).map(person);
  const names = (except: string) => readers.filter((p) => p.id !== except).map((p) => ({ value: p.id, text: p.name }));
  const propose = async () => {
    if (text.trim() === "" || !owner || !section) {
      setMissing(true);
      return;
    }
    const words = {
      text: text.trim(),
      owner,
      checker: checker || null,
      commitmentKind: kind,
      ...termsOnWire(terms),
      audience,
    };
    const sent = identified(draft, "c", words);
    const done = await ask(() => askPlan(plan.id, { kind: "proposeCommitment", id: sent.id, ...words }));
    if (done && draft.clear(sent)) onDone();
  };
  // The kind may empty it: then it is asked below the kind.
  const isStep = kind === "emergencyStep";
  const whoSees = (
    <>
      {(choices.length > 1 || !section) && (
        <Radios
          legend={t("propose.audience")}
          value={audience}
          testId="audience"
          error={missing && !section ? t("propose.audienceMissing") : undefined}
          options={choices.map((choice) => ({ value: choice.id, text: audienceText(choice, room, person) }))}
          onInput={(audience) => draft.set({ audience })}
        />
      )}
      {section && <WhoSees people={readers} />}
    </>
  );
  return (
    <Dialog title={t("propose.title")} onClose={onDone} testId="propose-dialog">
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void propose();
        }}
      >
        {!isStep && whoSees}
        <TextBox
          label={t("propose.text")}
          hint={t("propose.textHint")}
          value={text}
          maxLength={1000}
          error={missing && text.trim() === "" ? t("propose.textMissing") : undefined}
          testId="propose-text"
          onInput={(text) => draft.set({ text })}
        />
        <Choose
          label={t("propose.owner")}
          value={owner}
          options={names("")}
          testId="owner"
          empty={t("common.choose")}
          error={missing && !owner ? t("propose.ownerMissing") : undefined}
          onInput={(owner) => draft.set({ owner })}
        />
        <Choose
          label={t("propose.checker")}
          value={checker}
          options={names(owner)}
          testId="checker"
          empty={t("propose.noChecker")}
          onInput={(checker) => draft.set({ checker })}
        />
        <Choose
          label={t("propose.kind")}
          value={kind}
          testId="commitment-kind"
          options={KINDS.map((value) => ({ value, text: word("commitmentKind", value) }))}
          onInput={(value) =>
            // Not for every table: who reads an emergency step is chosen, not left as it stood.
            draft.set({ kind: value as CommitmentKind, ...(value === "emergencyStep" && { audience: "" }) })
          }
        />
        {isStep && (
          <>
            <p class="hint">{t("propose.stepAudience")}</p>
            {whoSees}
          </>
        )}
        <TermFields terms={terms} onInput={(terms) => draft.set({ terms })} />
        <Refused asked={asked} />
        <Button look="primary" type="submit" busy={asked.state === "sending"} testId="propose-send">
          {t("propose.send")}
        </Button>
      </form>
    </Dialog>
  );
}
