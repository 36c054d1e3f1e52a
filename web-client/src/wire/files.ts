import { ApiError, codeOf } from "./api";

const HELD = 60_000;

/** Fetches a file; throws an ApiError when the server says no. */
export async function download(path: string): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: "same-origin", cache: "no-store", headers: { "X-RoundTable": "1" } });
  } catch {
    throw new ApiError(0, "network");
  }
  if (response.ok) return response.blob();
  const problem: unknown = await response.json().catch(() => undefined);
  throw new ApiError(response.status, codeOf(problem) ?? `http.${response.status}`);
}

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
