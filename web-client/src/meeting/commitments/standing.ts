import type { CommitmentView, PlanView } from "../../wire/types";

/** Whether it has its result and is over; what is done again and again counts on after one. */
export const isSettled = ({ status }: Pick<CommitmentView, "status">) =>
  status === "kept" || status === "partlyKept" || status === "notKept";

/** Whether the viewer says how it went, or sets right what was tapped by mistake. */
export const canRecord = (commitment: CommitmentView, { you, rights }: Pick<PlanView, "you" | "rights">) =>
  (isSettled(commitment) || commitment.status === "agreed") &&
  (commitment.owner === you || commitment.checker === you || rights.chair);

/** Whether it counts, or is proposed: what is over is no longer changed. */
export const isOpen = ({ status }: Pick<CommitmentView, "status">) => status === "proposed" || status === "agreed";
