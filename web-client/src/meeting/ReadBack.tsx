import { useRef } from "preact/hooks";
import { ReadAloud } from "../ui/ReadAloud";
import { Title } from "../ui/Title";
import type { CommitmentView } from "../wire/types";
import { resultText, whenText } from "./commitments/CommitmentCard";
import { commitmentsOfRoom } from "./commitments/commitmentsOfRoom";
import { useAtTable } from "./context";
import { knownValues, sentenceOf } from "./score/revealed";
import { t, word } from "./words";

/** What this meeting comes to, on one screen in plain words: to read together before it closes. */
export function ReadBack() {
  const { plan, room, meeting } = useAtTable();
  const words = useRef<HTMLDivElement>(null);
  const all = commitmentsOfRoom(plan, room, meeting.rooms);
  const agreed = all.filter(({ status }) => status === "agreed");
  const open = all.filter(({ status }) => status === "proposed");
  const over = all.filter(({ status }) => status !== "agreed" && status !== "proposed");
  const values = room.round?.revealed ? knownValues(room.round) : [];
  return (
    <div class="narrow" data-testid="read-back">
      <div ref={words}>
        <Title>{t("readBack.title")}</Title>
        <p>{t("readBack.help")}</p>
        {plan.floorRequirements.length > 0 && (
          <>
            <h2>{t("readBack.floor")}</h2>
            <ul class="list">
              {plan.floorRequirements.map(({ id, text, status }) => (
                <li key={id}>
                  {text} <span class="soft">{word("floorStatus", status)}.</span>
                </li>
              ))}
            </ul>
          </>
        )}
        <h2>{t("readBack.scores")}</h2>
        <p>{values.length > 0 ? sentenceOf(values) : t("readBack.noScores")}</p>
        <h2>{t("readBack.agreed")}</h2>
        {agreed.length === 0 && <p>{t("readBack.noneAgreed")}</p>}
        <Lines commitments={agreed} />
        {open.length > 0 && (
          <>
            <h2>{t("readBack.open")}</h2>
            <Lines commitments={open} />
          </>
        )}
        {over.length > 0 && (
          <>
            <h2>{t("readBack.over")}</h2>
            <Lines commitments={over} />
          </>
        )}
      </div>
      <ReadAloud of={words} />
    </div>
  );
}

function Lines({ commitments }: { commitments: readonly CommitmentView[] }) {
  const { person } = useAtTable();
  return (
    <ul class="list read-back">
      {commitments.map((commitment) => (
        <li key={commitment.id}>
          <strong>
            {t(commitment.status === "proposed" ? "readBack.proposal" : "readBack.says", {
              name: person(commitment.owner).name,
            })}
          </strong>{" "}
          “{commitment.text}”
          <br />
          <span class="soft">
            {t("readBack.when", { when: whenText(commitment) })}{" "}
            {commitment.checker && t("readBack.checks", { name: person(commitment.checker).name })}{" "}
            {commitment.result && t("readBack.went", { how: resultText(commitment.result, person) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
