import type { PlanView, SectionView } from "../wire/types";

/** Whether we may look back at a part: treatment content is its own professional's, all else the director's. */
export const looksBack = (plan: PlanView, { treatment }: SectionView): boolean =>
  treatment ? treatment.yours : plan.rights.manage;
