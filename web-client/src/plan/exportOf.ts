import { ApiError, codeOf, part } from "../wire/api";

/** The file with everything about one person. */
export async function exportOf(plan: string, person: string): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(`/api/plans/${part(plan)}/people/${part(person)}/export`, {
      credentials: "same-origin",
      cache: "no-store",
      headers: { "X-RoundTable": "1" },
    });
  } catch {
    throw new ApiError(0, "network");
  }
  if (response.ok) return response.blob();
  const problem: unknown = await response.json().catch(() => undefined);
  throw new ApiError(response.status, codeOf(problem) ?? `http.${response.status}`);
}
