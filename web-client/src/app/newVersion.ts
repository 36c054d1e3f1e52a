import { table } from "../table/live";
import { somethingUnsaved } from "./unsaved";

/**
 * A part of this page did not come although the server is there: it has another build now, with other files. Fetches the
 * page anew when nothing would be lost by it; says whether that is what is left to do.
 */
export function isOutOfDate(): boolean {
  if (!table.isUp) return false;
  if (!somethingUnsaved.peek()) location.reload();
  return true;
}
