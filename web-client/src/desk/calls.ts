import type { NewLegalBasis } from "../sharing/calls";
import { part, request } from "../wire/api";
import { make } from "../wire/make";
import type {
  InvitationReply,
  InviteToMeetingBody,
  MeetingKind,
  PersonRole,
  SessionsReply,
  SignedOutReply,
  WithoutCodeReply,
} from "../wire/types";

// Apart from the other calls, so that they come with these screens and not with a guest's first load.

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

export const openPlan = (plan: NewPlan) => make<{ plan: string }>("/api/plans", plan);

export const addPerson = (plan: string, person: NewPerson) =>
  make<{ person: string }>(`/api/plans/${part(plan)}/people`, person);

export const invite = (plan: string, person: string) =>
  request<InvitationReply>("POST", `/api/plans/${part(plan)}/people/${part(person)}/invitation`);

export const withoutCode = (plan: string) => request<WithoutCodeReply>("GET", `/api/plans/${part(plan)}/without-code`);

export const planMeeting = (plan: string, meeting: NewMeeting) =>
  make<{ meeting: string }>(`/api/plans/${part(plan)}/meetings`, meeting);

/** Takes somebody into a meeting: into a room of it, or for its minutes alone. */
export const inviteTo = (plan: string, meeting: string, person: string, room: string | null) => {
  const body: InviteToMeetingBody = { person, room };
  return request<void>("POST", `/api/plans/${part(plan)}/meetings/${part(meeting)}/people`, body);
};

export const sessions = () => request<SessionsReply>("GET", "/api/sessions");

export const endSession = (session: string) => request<void>("POST", `/api/sessions/${part(session)}/end`);

export const signOutEverywhere = () => request<SignedOutReply | undefined>("POST", "/api/sign-out-everywhere");
