import { useState } from "preact/hooks";
import { useHeld } from "../app/useHeld";
import { useAtTable } from "../meeting/context";
import { askMeeting } from "../table/live";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextBox } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { useAsk } from "../ui/useAsk";
import { listText, t } from "../words/words";

/** Shows all numbers at once; before everybody gave one only with a reason. After it: another round. */
export function RevealButton() {
  const { meeting, room, person } = useAtTable();
  const [asked, ask] = useAsk();
  /** For whom the chair would not wait. */
  const [forced, force] = useState<readonly string[] | null>(null);
  const [reason, setReason] = useState("");
  useHeld(forced !== null && reason !== "");
  const round = room.round;
  const busy = asked.state === "sending";
  const open = () =>
    ask(() => askMeeting(meeting.id, { kind: "openScoreRound", room: room.id, after: round?.number ?? 0 }));
  if (!round || round.revealed)
    return (
      <div class="chair__reveal">
        <Button testId="new-round" busy={busy} onClick={() => void open()}>
          {t(round ? "reveal.again" : "reveal.start")}
        </Button>
        <Refused asked={asked} />
      </div>
    );

  const here = new Set(room.participants.filter((p) => p.connected && !p.waiting).map((p) => p.person));
  const missing = round.eligible.filter((id) => !round.done.includes(id) && here.has(id));
  const reveal = async (forcedReason: string | null) => {
    const done = await ask(async () => {
      const refusal = await askMeeting(meeting.id, {
        kind: "revealScores",
        room: room.id,
        forcedReason,
        round: round.number,
      });
      // Missing too: who was let in and lost the connection, and a child who gave a number with somebody before.
      if (refusal?.code !== "score.reason-required" || forcedReason !== null) return refusal;
      force(refusal.about);
      return null;
    });
    if (done && forcedReason !== null) force(null);
  };
  const waitFor = (ids: readonly string[]) =>
    ids.length > 0 && <p>{t("reveal.waitFor", { names: listText(ids.map((id) => person(id).name)) })}</p>;
  return (
    <div class="chair__reveal">
      {waitFor(missing)}
      <Button
        look={missing.length > 0 ? "secondary" : "primary"}
        testId="reveal"
        busy={busy && !forced}
        onClick={() => (missing.length > 0 ? force(missing) : void reveal(null))}
      >
        {t(missing.length > 0 ? "reveal.force" : "reveal.now")}
      </Button>
      {!forced && <Refused asked={asked} />}
      {forced && (
        <Dialog
          title={t("reveal.force")}
          onClose={() => {
            force(null);
            setReason("");
          }}
          testId="force-reveal"
        >
          {waitFor(forced)}
          <p>{t("reveal.forceHelp")}</p>
          <TextBox
            label={t("reveal.reason")}
            value={reason}
            maxLength={500}
            testId="force-reason"
            onInput={setReason}
          />
          <Refused asked={asked} />
          <Button
            look="danger"
            busy={busy}
            disabled={reason.trim() === ""}
            testId="force-reveal-sure"
            onClick={() => void reveal(reason.trim())}
          >
            {t("reveal.forceSure")}
          </Button>
        </Dialog>
      )}
    </div>
  );
}
