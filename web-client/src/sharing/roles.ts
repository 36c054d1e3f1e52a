import type { PersonRole } from "../wire/types";

/** Who takes part for an organisation, and so needs a ground. */
export const NEEDS_BASIS: readonly PersonRole[] = [
  "professional",
  "safeHomeWorker",
  "behaviouralExpert",
  "processDirector",
];

/** Who can be asked to direct. */
export const CAN_DIRECT: readonly PersonRole[] = ["caseDirector", ...NEEDS_BASIS];
