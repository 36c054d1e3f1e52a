import { table } from "../table/live";
import { ApiError, api } from "../wire/api";
import { somethingUnsaved } from "./unsaved";

/**
 * A part of this page did not come although the server is there: it has another build now, with other files. Fetches the
 * page anew when nothing would be lost by it; says whether that is what is left to do.
 */
export async function isOutOfDate(): Promise<boolean> {
  if (!(await isServerThere())) return false;
  if (!somethingUnsaved.peek()) location.reload();
  return true;
}

/** Who reads minutes only, or has not come in, sits at no table. */
const isServerThere = async () =>
  table.isUp ||
  (await api.me().then(
    () => true,
    (error) => error instanceof ApiError && error.status > 0 && error.status < 500,
  ));
