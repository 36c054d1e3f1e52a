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
  const fetch = (again = false) => {
    const state = loaded.peek();
    if (state === "loading" || (state !== null && state !== "failed")) return;
    loaded.value = "loading";
    load().then(
      (component) => {
        loaded.value = { component };
      },
      async () => {
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

/**
 * A part of the page with the style sheet without which it is not shown. Not imported by it: what imports get for a part is asked
 * for once in the life of a page, also when it did not come.
 */
export async function withSheet<T>(href: string, part: Promise<T>): Promise<T> {
  sheets[href] ??= sheet(href);
  const [loaded] = await Promise.all([part, sheets[href]]);
  return loaded;
}

/** What came stays on the page; what did not come is asked for anew. */
const sheets: Record<string, Promise<void>> = {};

const sheet = (href: string) =>
  new Promise<void>((come, fail) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = () => come();
    link.onerror = () => {
      link.remove();
      delete sheets[href];
      fail(new Error(`No ${href}`));
    };
    document.head.append(link);
  });
