import type { EnterReply, InvitationReply, LookReply, MeetingKind, MeReply, MinutesReply, PersonRole } from "./types";

/** The server said no, or could not be reached (`status` 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

async function request<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> {
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

function codeOf(problem: unknown): string | undefined {
  const code = (problem as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}

export interface NewPlan {
  familyName: string;
  municipality: string;
  reason: string;
  directorName: string | null;
  directorOrganisation: string | null;
  directorEmail: string | null;
  directorPhone: string | null;
}

export interface NewPerson {
  name: string;
  role: PersonRole;
  relation: string | null;
  organisation: string | null;
  email: string | null;
  phone: string | null;
  birthDate: string | null;
  inCircle: boolean;
}

export interface NewMeeting {
  kind: MeetingKind;
  startsAt: string;
  participants: string[];
  informed: string[];
}

const part = encodeURIComponent;

/** The HTTP API: what is not live. */
export const api = {
  look: (token: string) => request<LookReply>("POST", "/api/way-in/look", { token }),
  enter: (token: string, code: string | null) => request<EnterReply>("POST", "/api/way-in/enter", { token, code }),
  me: () => request<MeReply>("GET", "/api/me"),
  signOut: () => request<void>("POST", "/api/sign-out"),
  openPlan: (plan: NewPlan) => request<{ plan: string }>("POST", "/api/plans", plan),
  addPerson: (plan: string, person: NewPerson) =>
    request<{ person: string }>("POST", `/api/plans/${part(plan)}/people`, person),
  invite: (plan: string, person: string) =>
    request<InvitationReply>("POST", `/api/plans/${part(plan)}/people/${part(person)}/invitation`),
  planMeeting: (plan: string, meeting: NewMeeting) =>
    request<{ meeting: string }>("POST", `/api/plans/${part(plan)}/meetings`, meeting),
  minutes: (minutes: string) => request<MinutesReply>("GET", `/api/minutes/${part(minutes)}`),
  acknowledge: (minutes: string) => request<void>("POST", `/api/minutes/${part(minutes)}/acknowledgement`),
  react: (minutes: string, text: string) => request<void>("POST", `/api/minutes/${part(minutes)}/reactions`, { text }),
};
