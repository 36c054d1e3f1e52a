import type { EnterReply, LookReply, MeReply, SignedOutReply, SignInOffer } from "./types";

/** The server said no, or could not be reached (`status` 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

/** Whether the server said that it does not know us. */
export const isSignedOut = (error: unknown) => error instanceof ApiError && error.status === 401;

/** Calls the API; throws an ApiError when the server says no. */
export async function request<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      headers: { "X-RoundTable": "1", ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, "network");
  }
  const text = await response.text();
  const json: unknown = text && /json/.test(response.headers.get("Content-Type") ?? "") ? JSON.parse(text) : undefined;
  if (!response.ok) throw new ApiError(response.status, codeOf(json) ?? `http.${response.status}`);
  return json as T;
}

/** The stable code of a problem. */
export function codeOf(problem: unknown): string | undefined {
  const code = (problem as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}

export const part = encodeURIComponent;

/** The HTTP API as far as everybody needs it to come in; each room has the calls of its own screens. */
export const api = {
  look: (token: string) => request<LookReply>("POST", "/api/way-in/look", { token }),
  enter: (token: string, code: string | null) => request<EnterReply>("POST", "/api/way-in/enter", { token, code }),
  me: () => request<MeReply>("GET", "/api/me"),
  signInOffer: () => request<SignInOffer>("GET", "/api/sign-in"),
  mailSignIn: (email: string) => request<void>("POST", "/api/sign-in/mail", { email }),
  signOut: () => request<SignedOutReply | undefined>("POST", "/api/sign-out"),
};
