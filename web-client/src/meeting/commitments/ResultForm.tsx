import { announce } from "../../app/status";
import { askPlan } from "../../table/live";
import { Button } from "../../ui/Button";
import { Refused } from "../../ui/Refused";
import { useAsk } from "../../ui/useAsk";
import type { CommitmentStatus, CommitmentView } from "../../wire/types";
import { useRoomId } from "../context";
import { t, word } from "../words";

const RESULTS: readonly CommitmentStatus[] = ["kept", "partlyKept", "notKept"];

/** How an agreed commitment went: kept, partly, not; once more when it went otherwise, or again. */
export function ResultForm({ plan, commitment }: { plan: string; commitment: CommitmentView }) {
  const [asked, ask] = useAsk();
  const room = useRoomId();
  const { id, textVersion, youSaid } = commitment;
  const record = async (result: CommitmentStatus) => {
    const said = { id, textVersion, result, remark: null, room, after: youSaid };
    if (await ask(() => askPlan(plan, { kind: "recordResult", ...said }))) announce(word("commitmentStatus", result));
  };
  return (
    <details class="result" data-testid="result">
      <summary>{t(commitment.result ? "result.again" : "result.title")}</summary>
      <div class="answer__buttons">
        {RESULTS.map((result) => (
          <Button
            key={result}
            pressed={commitment.result?.result === result}
            busy={asked.state === "sending"}
            testId={`result-${result}`}
            onClick={() => void record(result)}
          >
            {word("commitmentStatus", result)}
          </Button>
        ))}
      </div>
      <Refused asked={asked} />
    </details>
  );
}
