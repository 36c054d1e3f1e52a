import { part, request } from "../wire/api";
import type { MinutesReply } from "../wire/types";

// Apart from the other calls, so that they come with these screens and not with a guest's first load.

export const minutes = (minutes: string) => request<MinutesReply>("GET", `/api/minutes/${part(minutes)}`);

export const acknowledge = (minutes: string) => request<void>("POST", `/api/minutes/${part(minutes)}/acknowledgement`);

/** The same operation is carried out once. */
export const react = (minutes: string, operation: string, text: string) =>
  request<void>("POST", `/api/minutes/${part(minutes)}/reactions`, { text, operation });
