import type { EnterReply, LookReply, MeReply, SignedOutReply, SignInOffer } from "./types";
import { inTime } from "./waits";

/** The server said no, or could not be reached (`status` 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly about: readonly string[] = [],
  ) {
    super(code);
  }
}

/** Whether the same question has the same answer later; else nobody was reached, or the server is away or busy. */
export const isFinal = ({ status }: ApiError) => status >= 400 && status < 500 && status !== 429;

/** Whether the server said that it does not know us. */
export const isSignedOut = (error: unknown) => error instanceof ApiError && error.status === 401;

/** Whose page this is, sent with every call: the cookie may be another person's by now. */
export const page = { visitor: "", becameAnothers: () => {} };

/** Calls the API; throws an ApiError when the server says no, or when it was aborted before it answered. */
export async function call(
  method: "GET" | "POST",
  path: string,
  body?: unknown,
  operation?: string,
  signal: AbortSignal | null = null,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      signal,
      headers: {
        "X-RoundTable": "1",
        "X-RoundTable-Visitor": page.visitor,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(operation === undefined ? {} : { "X-RoundTable-Operation": operation }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, "network");
  }
  if (response.ok) return response;
  const problem: { code?: unknown; about?: string[] } | null = await response.json().catch(() => null);
  const code = problem?.code;
  if (code === "session.another-person") page.becameAnothers();
  // Whoever only asks changes nothing, whatever a proxy says.
  const bare = method === "GET" && response.status >= 500 ? "server.unavailable" : `http.${response.status}`;
  throw new ApiError(response.status, typeof code === "string" ? code : bare, problem?.about);
}

/** What the API answers, if it answers anything. */
export async function request<T>(...asked: Parameters<typeof call>): Promise<T> {
  const text = await (await call(...asked)).text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const part = encodeURIComponent;

/** The HTTP API as far as everybody needs it to come in; each room has the calls of its own screens. */
export const api = {
  look: (token: string) => request<LookReply>("POST", "/api/way-in/look", { token }),
  enter: (token: string, code: string | null) => request<EnterReply>("POST", "/api/way-in/enter", { token, code }),
  me: () => request<MeReply>("GET", "/api/me", undefined, undefined, inTime()),
  signInOffer: () => request<SignInOffer>("GET", "/api/sign-in"),
  mailSignIn: (email: string) => request<void>("POST", "/api/sign-in/mail", { email }),
  signOut: () => request<SignedOutReply | undefined>("POST", "/api/sign-out"),
};
