import { vi } from "vitest";
import type { Table } from "../src/table/Table";

/** The commands that are sent from here on, in their order; the next of `answers` comes back, and after the last one none. */
export function commandsTo(table: Table, answers: { refusal: { code: string } | null }[] = []): unknown[] {
  const sent: unknown[] = [];
  vi.spyOn(table, "ask").mockImplementation((_, request) => {
    sent.push((request as { command: unknown }).command);
    const answer = answers.shift();
    return answer ? Promise.resolve(answer as never) : new Promise(() => {});
  });
  return sent;
}
