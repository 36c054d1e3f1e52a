import { part, request } from "../wire/api";
import type { EmergencyBody, EmergencyReviewBody, EmergencyView } from "../wire/types";

// Apart from the other calls, so that they come with these screens and not with a guest's first load.
const path = (plan: string) => `/api/plans/${part(plan)}`;

export const openEmergency = (plan: string, body: EmergencyBody) =>
  request<void>("POST", `${path(plan)}/emergency`, body);

export const lookInEmergency = (plan: string) => request<EmergencyView>("GET", `${path(plan)}/emergency`);

export const reviewEmergency = (plan: string, emergency: string, body: EmergencyReviewBody) =>
  request<void>("POST", `${path(plan)}/emergencies/${part(emergency)}/review`, body);
