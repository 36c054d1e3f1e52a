import type { Signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useAtTable } from "../meeting/context";
import { type ScoreDraft, saidIn, saysNothing, takeFromServer, useScoreShown } from "../meeting/score/draft";
import { ScaleRadios } from "../meeting/score/ScaleRadios";
import { askMeeting } from "../table/live";
import { Button } from "../ui/Button";
import { Radios, TextBox } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { Title } from "../ui/Title";
import { useAsk } from "../ui/useAsk";
import { useMissing } from "../ui/useMissing";
import type { ScoreRoundView } from "../wire/types";
import { useChildHere } from "./useChildHere";
import { t } from "./words";

interface ChildScoreFormProps {
  round: ScoreRoundView;
  child: string;
  draft: Signal<ScoreDraft>;
  onSent: (sent: ScoreDraft) => void;
  onBack: () => void;
}

/** What the child chooses and says; nothing else is on the screen meanwhile, also not the number of who helps. */
export function ChildScoreForm({ round, child, draft, onSent, onBack }: ChildScoreFormProps) {
  useChildHere();
  const { meeting, room, plan, person } = useAtTable();
  const [asked, ask] = useAsk();
  const { missing, setMissing, form } = useMissing<HTMLDivElement>();
  const onItsWay = useRef(false);
  // Whichever way the child goes from here, the next at this device may not find what it said. Only what is on its way
  // stays until it arrived: when it is refused, it is nowhere else.
  useLayoutEffect(
    () => () => {
      if (!onItsWay.current) takeFromServer(draft, null);
    },
    [draft],
  );
  const now = draft.value;
  useScoreShown(now);
  const set = (change: Partial<ScoreDraft>) => {
    draft.value = { ...draft.value, ...change };
    setMissing(false);
  };
  const send = async () => {
    if (saysNothing(now)) return setMissing(true);
    const command = {
      kind: "scoreWithChild",
      room: room.id,
      child,
      round: round.number,
      ...saidIn(now),
      visibility: now.visibility,
    } as const;
    onItsWay.current = true;
    const sent = await ask(() => askMeeting(meeting.id, command));
    onItsWay.current = false;
    if (sent) onSent(now);
  };
  return (
    <div ref={form} class="score" data-testid="child-score-form">
      <Title>{t("young.hello", { name: person(child).name })}</Title>
      <p>{t("young.score.yours", { helper: person(plan.you).name })}</p>
      <p class="lead">{round.question}</p>
      {!now.passing && (
        <ScaleRadios
          round={round}
          value={now.value}
          error={missing ? t("score.choose") : undefined}
          onInput={(value) => set({ value })}
        />
      )}
      <Button look="quiet" testId="child-score-pass" onClick={() => set({ passing: !now.passing })}>
        {t(now.passing ? "score.passUndo" : "score.pass")}
      </Button>
      {now.passing ? (
        <TextBox
          key="pass"
          label={t("score.passReason")}
          value={now.passReason}
          maxLength={500}
          error={missing ? t("score.passReasonMissing") : undefined}
          testId="child-score-pass-reason"
          onInput={(passReason) => set({ passReason })}
        />
      ) : (
        <>
          <TextBox
            key="why"
            label={t("young.score.why")}
            value={now.why}
            maxLength={2000}
            testId="child-score-why"
            onInput={(why) => set({ why })}
          />
          <TextBox
            key="higher"
            label={t("young.score.oneHigher")}
            value={now.oneHigher}
            maxLength={2000}
            testId="child-score-one-higher"
            onInput={(oneHigher) => set({ oneHigher })}
          />
        </>
      )}
      <Radios
        legend={t("score.visibility")}
        value={now.visibility}
        testId="child-score-visibility"
        options={[
          { value: "everyone", text: t("score.forEveryone") },
          { value: "directorOnly", text: t("score.forDirectorChild") },
        ]}
        onInput={(visibility) => set({ visibility })}
      />
      {now.visibility === "everyone" && (
        <p class="soft">{t(now.passing ? "score.reasonInMinutes" : "score.inMinutes")}</p>
      )}
      <Refused asked={asked} />
      <Button
        key="save"
        look="primary"
        busy={asked.state === "sending"}
        testId="child-score-save"
        onClick={() => void send()}
      >
        {t("young.score.save")}
      </Button>
      <Button key="back" look="quiet" testId="child-score-back" onClick={onBack}>
        {t("young.score.back")}
      </Button>
    </div>
  );
}
