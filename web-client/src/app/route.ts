import { signal } from "@preact/signals";
import { heldHere } from "./unsaved";

/** Where in the client somebody is; `unknown` is any other path. */
export type Route =
  | { page: "wayIn"; token: string }
  | { page: "desk" | "sessions" }
  | { page: "signIn"; problem: string }
  | { page: "plan" | "meeting" | "minutes"; id: string }
  | { page: "history"; plan: string; section: string }
  | { page: "together"; id: string; person: string }
  | { page: "unknown" };

export function parseRoute(path: string, hash: string): Route {
  if (path === "/") return { page: "desk" };
  if (path === "/sessions") return { page: "sessions" };
  if (path === "/sign-in") return { page: "signIn", problem: hash.replace(/^#/, "") };
  if (path === "/in") return { page: "wayIn", token: hash.replace(/^#/, "") };
  const [, page, id] = /^\/(plan|meeting|minutes)\/([a-z0-9-]+)\/?$/.exec(path) ?? [];
  if (page && id) return { page: page as "plan" | "meeting" | "minutes", id };
  const [, plan, section] = /^\/plan\/([a-z0-9-]+)\/history\/([a-z0-9-]+)\/?$/.exec(path) ?? [];
  if (plan && section) return { page: "history", plan, section };
  const [, minutes, person] = /^\/minutes\/([a-z0-9-]+)\/with\/([a-z0-9-]+)\/?$/.exec(path) ?? [];
  if (minutes && person) return { page: "together", id: minutes, person };
  return { page: "unknown" };
}

export const route = signal<Route>({ page: "unknown" });

/** The address of what is shown. */
let here = "/";

/** Reads the address. The token of a way in leaves the address bar and the history at once. */
export function startRouting(): void {
  here = location.pathname;
  route.value = parseRoute(here, location.hash);
  if (route.value.page === "wayIn") history.replaceState(null, "", "/in");
  addEventListener("popstate", () => {
    // A telephone's Back is meant for what is open over the page: with words in it, that asks first.
    const over = heldHere.size > 0 && document.querySelector<HTMLDialogElement>("dialog[open]");
    if (over) {
      history.pushState(null, "", here);
      return over.close();
    }
    here = location.pathname;
    route.value = parseRoute(location.pathname, location.hash);
  });
  // A link opened while this page is already open changes only the fragment.
  addEventListener("hashchange", () => {
    if (location.pathname !== "/in" || location.hash.length < 2) return;
    route.value = parseRoute("/in", location.hash);
    history.replaceState(null, "", "/in");
  });
}

export function go(path: string, replace = false): void {
  here = path;
  if (replace) history.replaceState(null, "", path);
  else history.pushState(null, "", path);
  route.value = parseRoute(path, "");
  scrollTo(0, 0);
}
