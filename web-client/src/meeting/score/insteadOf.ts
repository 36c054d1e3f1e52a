import type { ScoreRoundView } from "../../wire/types";

/** The seal of what a new score of this person replaces, empty for none. A server of before this build does not tell. */
export const insteadOf = ({ given }: ScoreRoundView, who: string) =>
  given && (given.find(({ person }) => person === who)?.seal ?? "");
