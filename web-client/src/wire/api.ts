import type {
  AccessReply,
  ConsentKind,
  ConsentMedium,
  DataCategory,
  EnterReply,
  EraseBody,
  ErasureReport,
  HistoryReply,
  InvitationReply,
  LegalBasisReply,
  LookReply,
  MeetingKind,
  MeReply,
  MinutesReply,
  PersonRole,
  RelationKind,
  SessionsReply,
  SignedOutReply,
  SignInOffer,
  ThenReply,
} from "./types";

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
  legalBasis: NewLegalBasis | null;
  aliasName: string | null;
  shieldedFrom: string[];
  hiddenFrom: string[];
}

export interface NewMeeting {
  kind: MeetingKind;
  startsAt: string;
  participants: string[];
  informed: string[];
  otherRooms: { startsAt: string; participants: string[] }[];
}

export interface NewLegalBasis {
  code: string;
  necessity: string;
  proportionality: string;
  to?: string[];
  informedOn: string | null;
  whyNotInformed: string | null;
  categories: DataCategory[] | null;
}

export interface NewConsent {
  kind: ConsentKind;
  about: string[];
  to: string[];
  categories: DataCategory[];
  purpose: string;
  restrictions: string | null;
  validUntil: string | null;
}

export interface NewProtection {
  id: string | null;
  protected: string[];
  from: string[];
  indirect: string[];
  hides: string;
  words: string[];
  reason: string;
  reviewOn: string;
  since: string | null;
}

export interface NewSection {
  audience: string[];
  reason: string;
  reviewer: string;
  reviewOn: string;
  categories: DataCategory[];
}

export interface NewRelation {
  id?: string;
  kind: RelationKind;
  of: string;
  to: string;
  until?: string;
}

export const part = encodeURIComponent;

function historyQuery(item?: string, before?: number): string {
  const query = new URLSearchParams();
  if (item) query.set("item", item);
  if (before !== undefined) query.set("before", String(before));
  return query.size > 0 ? `?${query}` : "";
}

/** The HTTP API: what is not live. */
export const api = {
  look: (token: string) => request<LookReply>("POST", "/api/way-in/look", { token }),
  enter: (token: string, code: string | null) => request<EnterReply>("POST", "/api/way-in/enter", { token, code }),
  me: () => request<MeReply>("GET", "/api/me"),
  signInOffer: () => request<SignInOffer>("GET", "/api/sign-in"),
  mailSignIn: (email: string) => request<void>("POST", "/api/sign-in/mail", { email }),
  sessions: () => request<SessionsReply>("GET", "/api/sessions"),
  endSession: (session: string) => request<void>("POST", `/api/sessions/${part(session)}/end`),
  signOutEverywhere: () => request<SignedOutReply | undefined>("POST", "/api/sign-out-everywhere"),
  signOut: () => request<SignedOutReply | undefined>("POST", "/api/sign-out"),
  openPlan: (plan: NewPlan) => request<{ plan: string }>("POST", "/api/plans", plan),
  addPerson: (plan: string, person: NewPerson) =>
    request<{ person: string }>("POST", `/api/plans/${part(plan)}/people`, person),
  invite: (plan: string, person: string) =>
    request<InvitationReply>("POST", `/api/plans/${part(plan)}/people/${part(person)}/invitation`),
  planMeeting: (plan: string, meeting: NewMeeting) =>
    request<{ meeting: string }>("POST", `/api/plans/${part(plan)}/meetings`, meeting),
  legalBases: () => request<LegalBasisReply[]>("GET", "/api/legal-bases"),
  useLegalBasis: (plan: string, basis: NewLegalBasis) =>
    request<void>("POST", `/api/plans/${part(plan)}/legal-bases`, basis),
  askConsent: (plan: string, consent: NewConsent) =>
    request<{ consent: string }>("POST", `/api/plans/${part(plan)}/consents`, consent),
  recordConsent: (
    plan: string,
    consent: string,
    given: { by: string; medium: ConsentMedium; witness: string | null },
  ) => request<void>("POST", `/api/plans/${part(plan)}/consents/${part(consent)}/given`, given),
  doNotShare: (plan: string, delivery: string, reason: string) =>
    request<void>("POST", `/api/plans/${part(plan)}/deliveries/${part(delivery)}/not-shared`, { reason }),
  protect: (plan: string, protection: NewProtection) =>
    request<void>("POST", `/api/plans/${part(plan)}/protections`, protection),
  endProtection: (plan: string, protection: string, reason: string) =>
    request<void>("POST", `/api/plans/${part(plan)}/protections/${part(protection)}/end`, { reason }),
  relate: (plan: string, relation: NewRelation) =>
    request<void>("POST", `/api/plans/${part(plan)}/relations`, relation),
  openSection: (plan: string, section: NewSection) =>
    request<{ section: string }>("POST", `/api/plans/${part(plan)}/sections`, section),
  changeAudience: (plan: string, section: string, audience: string[], categories: DataCategory[] | null) =>
    request<void>("POST", `/api/plans/${part(plan)}/sections/${part(section)}/audience`, { audience, categories }),
  finishTask: (plan: string, task: string) =>
    request<void>("POST", `/api/plans/${part(plan)}/tasks/${part(task)}/done`),
  offerHandover: (plan: string, to: string) => request<void>("POST", `/api/plans/${part(plan)}/handover`, { to }),
  acceptHandover: (plan: string) => request<void>("POST", `/api/plans/${part(plan)}/handover/acceptance`),
  access: (plan: string) => request<AccessReply>("GET", `/api/plans/${part(plan)}/access`),
  erase: (plan: string, body: EraseBody) => request<ErasureReport>("POST", `/api/plans/${part(plan)}/erasure`, body),
  minutes: (minutes: string) => request<MinutesReply>("GET", `/api/minutes/${part(minutes)}`),
  history: (section: string, item?: string, before?: number) =>
    request<HistoryReply>("GET", `/api/sections/${part(section)}/history${historyQuery(item, before)}`),
  sectionThen: (section: string, seq: number) =>
    request<ThenReply>("GET", `/api/sections/${part(section)}/history/${seq}`),
  restore: (section: string, seq: number, item: string | null) =>
    request<void>("POST", `/api/sections/${part(section)}/history/${seq}/restore`, { item }),
  nameMoment: (section: string, name: string) =>
    request<void>("POST", `/api/sections/${part(section)}/moments`, { name }),
  acknowledge: (minutes: string) => request<void>("POST", `/api/minutes/${part(minutes)}/acknowledgement`),
  react: (minutes: string, text: string) => request<void>("POST", `/api/minutes/${part(minutes)}/reactions`, { text }),
};
