import { part, request } from "../wire/api";
import type { AccessReply, EraseBody, ErasureReport } from "../wire/types";

// Apart from the other calls, so that they come with these screens and not with a guest's first load.

export const access = (plan: string) => request<AccessReply>("GET", `/api/plans/${part(plan)}/access`);

export const shareAfterAll = (plan: string, delivery: string) =>
  request<void>("POST", `/api/plans/${part(plan)}/deliveries/${part(delivery)}/shared-after-all`);

export const sendAgain = (plan: string, delivery: string) =>
  request<void>("POST", `/api/plans/${part(plan)}/deliveries/${part(delivery)}/sent-again`);

export const erase = (plan: string, body: EraseBody) =>
  request<ErasureReport>("POST", `/api/plans/${part(plan)}/erasure`, body);
