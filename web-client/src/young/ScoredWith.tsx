import { t } from "./words";

/** Beside the number of a child under 12: who wrote it down. */
export function ScoredWith({ name }: { name: string }) {
  return <span class="soft">{t("young.score.with", { name })}</span>;
}
