import { type ReadonlySignal, signal } from "@preact/signals";

/** Whether the screen is wide enough for columns beside each other. */
export const isWide: ReadonlySignal<boolean> = follow("(min-width: 64rem)");

function follow(query: string): ReadonlySignal<boolean> {
  const list = matchMedia(query);
  const matches = signal(list.matches);
  list.addEventListener("change", () => {
    matches.value = list.matches;
  });
  return matches;
}
