import { part, request } from "../wire/api";
import { make } from "../wire/make";
import type { ConsentKind, ConsentMedium, DataCategory, LegalBasisReply, RelationKind } from "../wire/types";

// Apart from the other calls, so that they come with these screens and not with a guest's first load.

export interface NewLegalBasis {
  code: string;
  necessity: string;
  proportionality: string;
  to?: string[];
  informedOn: string | null;
  whyNotInformed: string | null;
  until: string | null;
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
  from?: string;
  until?: string;
}

export const legalBases = () => request<LegalBasisReply[]>("GET", "/api/legal-bases");

export const useLegalBasis = (plan: string, basis: NewLegalBasis) =>
  make<void>(`/api/plans/${part(plan)}/legal-bases`, basis);

export const endLegalBasis = (plan: string, basis: string, reason: string) =>
  request<void>("POST", `/api/plans/${part(plan)}/legal-bases/${part(basis)}/end`, { reason });

export const askConsent = (plan: string, consent: NewConsent) =>
  make<{ consent: string }>(`/api/plans/${part(plan)}/consents`, consent);

export const recordConsent = (
  plan: string,
  consent: string,
  given: { by: string; medium: ConsentMedium; witness: string | null },
) => request<void>("POST", `/api/plans/${part(plan)}/consents/${part(consent)}/given`, given);

export const doNotShare = (plan: string, delivery: string, reason: string) =>
  request<void>("POST", `/api/plans/${part(plan)}/deliveries/${part(delivery)}/not-shared`, { reason });

export const protect = (plan: string, protection: NewProtection) =>
  make<void>(`/api/plans/${part(plan)}/protections`, protection);

export const endProtection = (plan: string, protection: string, reason: string) =>
  request<void>("POST", `/api/plans/${part(plan)}/protections/${part(protection)}/end`, { reason });

export const relate = (plan: string, relation: NewRelation) =>
  make<void>(`/api/plans/${part(plan)}/relations`, relation);

export const openSection = (plan: string, section: NewSection) =>
  make<{ section: string }>(`/api/plans/${part(plan)}/sections`, section);

export const changeAudience = (
  plan: string,
  section: string,
  readers: { audience: string[]; categories: DataCategory[] | null; live: boolean },
) => request<void>("POST", `/api/plans/${part(plan)}/sections/${part(section)}/audience`, readers);

export const finishTask = (plan: string, task: string) =>
  request<void>("POST", `/api/plans/${part(plan)}/tasks/${part(task)}/done`);

/** Asks somebody to take over; oneself to take that back. */
export const offerHandover = (plan: string, to: string) =>
  request<void>("POST", `/api/plans/${part(plan)}/handover`, { to });

export const acceptHandover = (plan: string) => request<void>("POST", `/api/plans/${part(plan)}/handover/acceptance`);
