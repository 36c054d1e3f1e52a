import { part } from "../wire/api";
import { download } from "../wire/files";

/** The file with everything about one person. */
export const exportOf = (plan: string, person: string) =>
  download(`/api/plans/${part(plan)}/people/${part(person)}/export`);
