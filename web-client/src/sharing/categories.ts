import type { DataCategory } from "../wire/types";

/** What data can be about, without treatment: that its own professional brings in. */
export const DATA: readonly DataCategory[] = [
  "attendance",
  "safety",
  "agreements",
  "school",
  "development",
  "money",
  "housing",
];

/** All that a consent can be about. */
export const ALL_DATA: readonly DataCategory[] = [...DATA, "treatment"];
