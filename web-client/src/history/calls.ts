import { part, request } from "../wire/api";
import type { HistoryReply, ThenReply } from "../wire/types";

// Apart from the other calls, so that they come with these screens and not with a guest's first load.

function historyQuery(item?: string, before?: number): string {
  const query = new URLSearchParams();
  if (item) query.set("item", item);
  if (before !== undefined) query.set("before", String(before));
  // An older browser does not know the size of a query.
  const text = query.toString();
  return text && `?${text}`;
}

export const history = (section: string, item?: string, before?: number) =>
  request<HistoryReply>("GET", `/api/sections/${part(section)}/history${historyQuery(item, before)}`);

export const sectionThen = (section: string, seq: number) =>
  request<ThenReply>("GET", `/api/sections/${part(section)}/history/${seq}`);

export const restore = (section: string, seq: number, item: string | null) =>
  request<void>("POST", `/api/sections/${part(section)}/history/${seq}/restore`, { item });

export const nameMoment = (section: string, name: string) =>
  request<void>("POST", `/api/sections/${part(section)}/moments`, { name });
