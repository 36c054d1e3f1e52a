import { call } from "./api";

const HELD = 60_000;

/** Fetches a file; throws an ApiError when the server says no. */
export const download = async (path: string): Promise<Blob> => (await call("GET", path)).blob();

/** Hands a file to the browser under a name that says nothing; this page keeps nothing of it. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the file after the click; by then it holds it itself.
  setTimeout(() => URL.revokeObjectURL(url), HELD);
}
