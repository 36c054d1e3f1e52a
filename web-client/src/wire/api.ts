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

const LOOK = "/api/way-in/look";

/** Whether it is asked only: that changes nothing, whatever comes back. */
const onlyAsks = (method: string, path: string) => method === "GET" || path === LOOK;

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
  const bare = onlyAsks(method, path) && response.status >= 500 ? "server.unavailable" : `http.${response.status}`;
  throw new ApiError(response.status, typeof code === "string" ? code : bare, problem?.about);
}

/** What the API answers, if it answers anything. */
export async function request<T>(...asked: Parameters<typeof call>): Promise<T> {
  const response = await call(...asked);
  try {
    const text = await response.text();
    return (text ? JSON.parse(text) : undefined) as T;
  } catch {
    // It broke off, or is not ours: the network of a hotel or a school answers with a page of its own.
    throw new ApiError(0, onlyAsks(asked[0], asked[1]) ? "network" : "unsure");
  }
}

export const part = encodeURIComponent;

/** The HTTP API as far as everybody needs it to come in; each room has the calls of its own screens. */
export const api = {
  look: (token: string) => request<LookReply>("POST", LOOK, { token }),
  enter: (token: string, code: string | null) => request<EnterReply>("POST", "/api/way-in/enter", { token, code }),
  me: () => request<MeReply>("GET", "/api/me", undefined, undefined, inTime()),
  signInOffer: () => request<SignInOffer>("GET", "/api/sign-in"),
  mailSignIn: (email: string) => request<void>("POST", "/api/sign-in/mail", { email }),
  signOut: () => request<SignedOutReply | undefined>("POST", "/api/sign-out"),
};
