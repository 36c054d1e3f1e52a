import { announce } from "../../app/status";
import { askMeeting } from "../../table/live";
import { Button } from "../../ui/Button";
import { WhoSees } from "../../ui/Faces";
import { Radios, TextBox } from "../../ui/Field";
import { Refused } from "../../ui/Refused";
import { useAsk } from "../../ui/useAsk";
import { useMissing } from "../../ui/useMissing";
import type { ScoreRoundView } from "../../wire/types";
import { useAtTable } from "../context";
import { t } from "../words";
import { type ScoreDraft, saidIn, saysNothing, scoreDraft, takeFromServer, useScoreShown } from "./draft";
import { ScaleRadios } from "./ScaleRadios";
import { TooLate } from "./TooLate";

interface ScoreFormProps {
  round: ScoreRoundView;
  /** Whether the numbers of this round were shown: nothing can be sent any more. */
  over: boolean;
  onSent: () => void;
}

/** The viewer's own number and words; nothing of it leaves this screen before "Verstuur". */
export function ScoreForm({ round, over, onSent }: ScoreFormProps) {
  const { meeting, room, plan, person } = useAtTable();
  const draft = scoreDraft({ meeting: meeting.id, room: room.id, round: round.number }, round.yours);
  const [asked, ask] = useAsk();
  const { missing, setMissing, form } = useMissing<HTMLFormElement>();
  const now = draft.value;
  const set = (change: Partial<ScoreDraft>) => {
    draft.value = { ...draft.value, ...change };
    setMissing(false);
  };
  const sending = asked.state === "sending";
  useScoreShown(now);

  const send = async () => {
    if (saysNothing(now)) return setMissing(true);
    const sent = await ask(() =>
      askMeeting(meeting.id, {
        kind: "giveScore",
        room: room.id,
        round: round.number,
        ...saidIn(now),
        mode: "self",
        visibility: now.visibility,
        instead: round.replaces,
      }),
    );
    if (!sent) return;
    announce(t("score.received"));
    // What was changed meanwhile is not sent yet.
    if (draft.peek() !== now) return;
    takeFromServer(draft, {
      value: now.passing ? null : now.value,
      passReason: now.passing ? now.passReason : null,
      why: now.why,
      oneHigher: now.oneHigher,
      visibility: now.visibility,
      seal: "",
    });
    onSent();
  };

  const isChild = person(plan.you).role === "child";
  // Who got a seat since the round was opened hears nothing of it, but for an interpreter.
  const hears = (id: string) => round.eligible.includes(id) || person(id).role === "interpreter";
  const readers = room.participants
    .filter((p) => p.chair || p.person === plan.you || (now.visibility === "everyone" && hears(p.person)))
    .map((p) => person(p.person));
  return (
    <form
      ref={form}
      class="score"
      noValidate
      data-testid="score-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending && !over) void send();
      }}
    >
      <p
        class={`delivery delivery--${sending ? "sending" : "notSent"}`}
        data-testid="score-state"
        data-state={sending ? "sending" : "notSent"}
      >
        {t(sending ? "score.sending" : "score.notSent")}
      </p>
      {!now.passing && (
        <ScaleRadios
          round={round}
          value={now.value}
          error={missing ? t("score.choose") : undefined}
          onInput={(value) => set({ value })}
        />
      )}
      <Button look="quiet" testId="score-pass" onClick={() => set({ passing: !now.passing })}>
        {t(now.passing ? "score.passUndo" : "score.pass")}
      </Button>
      <Radios
        legend={t("score.visibility")}
        value={now.visibility}
        testId="score-visibility"
        options={[
          { value: "everyone", text: t("score.forEveryone") },
          { value: "directorOnly", text: t(isChild ? "score.forDirectorChild" : "score.forDirector") },
        ]}
        onInput={(visibility) => set({ visibility })}
      />
      <WhoSees people={readers} label={t("who.seesLater")} />
      {now.visibility === "everyone" && (
        <p class="soft">{t(now.passing ? "score.reasonInMinutes" : "score.inMinutes")}</p>
      )}
      {now.passing ? (
        <TextBox
          label={t("score.passReason")}
          hint={t("score.onlyYou")}
          value={now.passReason}
          maxLength={500}
          error={missing ? t("score.passReasonMissing") : undefined}
          testId="score-pass-reason"
          onInput={(passReason) => set({ passReason })}
        />
      ) : (
        <>
          <TextBox
            label={t("score.why")}
            hint={t("score.onlyYou")}
            value={now.why}
            maxLength={2000}
            testId="score-why"
            onInput={(why) => set({ why })}
          />
          <TextBox
            label={t("score.oneHigher")}
            value={now.oneHigher}
            maxLength={2000}
            testId="score-one-higher"
            onInput={(oneHigher) => set({ oneHigher })}
          />
        </>
      )}
      {over && !sending ? (
        <TooLate draft={now} onSeen={() => takeFromServer(draft, round.yours)} />
      ) : (
        <>
          <Refused asked={asked} />
          <Button look="primary" type="submit" busy={sending} testId="score-send">
            {t("score.send")}
          </Button>
        </>
      )}
    </form>
  );
}
