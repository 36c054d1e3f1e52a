import type { MeetingPhase } from "../wire/types";
import { Closed } from "./Closed";
import { Commitments } from "./commitments/Commitments";
import { ReadBack } from "./ReadBack";
import { Differences } from "./score/Differences";
import { Scoring } from "./score/Scoring";

/** The screens of the steps after the card: a file of their own, fetched while people are still welcomed. */
export function AfterMapping({ phase }: { phase: MeetingPhase }) {
  switch (phase) {
    case "scoring":
      return <Scoring />;
    case "differences":
      return <Differences />;
    case "commitments":
      return <Commitments />;
    case "readBack":
      return <ReadBack />;
    default:
      return <Closed />;
  }
}
