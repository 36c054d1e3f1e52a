import type { CardColumn } from "../../wire/types";

export type Group = "worries" | "strengths" | "steps" | "needs";

/** The safety card's four parts and the columns in each. */
export const GROUPS: readonly { id: Group; columns: readonly CardColumn[] }[] = [
  { id: "worries", columns: ["harm", "danger", "complicatingFactor"] },
  { id: "strengths", columns: ["strength", "existingSafety"] },
  { id: "steps", columns: ["stepWorked", "stepPartly", "stepNotWorked"] },
  { id: "needs", columns: ["needsToHappen"] },
];

export const COLUMNS: readonly CardColumn[] = GROUPS.flatMap(({ columns }) => columns);
