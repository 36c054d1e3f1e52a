import { signal } from "@preact/signals";
import type { ComponentType, FunctionComponent } from "preact";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { t } from "../words/words";
import { isOutOfDate } from "./newVersion";

/** A component in a file of its own; `fetch` gets that file before it is needed. */
export interface Lazy<P> extends FunctionComponent<P> {
  fetch: () => void;
}

/**
 * A component that is fetched when it is first shown, or before; offers to try again when that fails. When it fails then
 * too, and the server is there, the page itself is too old.
 */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): Lazy<P> {
  const loaded = signal<{ component: ComponentType<P> } | "failed" | "old" | "loading" | null>(null);
  // A style sheet is asked for once in the life of a page: without it the next try would show the component plain.
  let plain = false;
  const fetch = (again = false) => {
    const state = loaded.peek();
    if (state === "loading" || (state !== null && state !== "failed")) return;
    loaded.value = "loading";
    (plain ? Promise.reject() : load()).then(
      (component) => {
        loaded.value = { component };
      },
      async (why) => {
        plain ||= /CSS/.test(String(why));
        loaded.value = again && (await isOutOfDate()) ? "old" : "failed";
      },
    );
  };
  const component = (props: P) => {
    const state = loaded.value;
    if (state === null) queueMicrotask(() => fetch());
    if (state === "failed") return <Button onClick={() => fetch(true)}>{t("common.again")}</Button>;
    if (state === "old")
      return (
        <Notice kind="warn">
          <p>{t("common.newVersion")}</p>
          <Button onClick={() => location.reload()}>{t("common.reload")}</Button>
        </Notice>
      );
    if (state === null || state === "loading") return <p class="waiting">{t("common.loading")}</p>;
    return <state.component {...props} />;
  };
  return Object.assign(component, { fetch: () => fetch() });
}
