import type { ContainerNode } from "preact";
import { vi } from "vitest";

/** As much of a browser's page as Preact draws on: what a mock of its hooks cannot say is seen here. */
class Part {
  parentNode: Part | null = null;
  readonly childNodes: Part[] = [];
  readonly attributes = new Map<string, string>();
  readonly #listeners = new Map<string, (event: object) => void>();
  readonly nodeType: number;
  readonly localName: string | undefined;
  data: string;
  value = "";
  checked = false;

  constructor(localName: string | undefined, data = "") {
    this.localName = localName;
    this.nodeType = localName ? 1 : 3;
    this.data = data;
  }

  get firstChild(): Part | null {
    return this.childNodes[0] ?? null;
  }

  get nextSibling(): Part | null {
    const beside = this.parentNode?.childNodes ?? [];
    return beside[beside.indexOf(this) + 1] ?? null;
  }

  insertBefore(part: Part, before: Part | null): void {
    part.remove();
    this.childNodes.splice(before ? this.childNodes.indexOf(before) : this.childNodes.length, 0, part);
    part.parentNode = this;
  }

  remove(): void {
    const beside = this.parentNode?.childNodes;
    beside?.splice(beside.indexOf(this), 1);
    this.parentNode = null;
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  addEventListener(name: string, listener: (event: object) => void): void {
    this.#listeners.set(name, listener);
  }

  removeEventListener(name: string): void {
    this.#listeners.delete(name);
  }

  focus(): void {
    Object.assign(document, { activeElement: this });
  }

  showModal(): void {}

  /** Somebody does this here; what was drawn listens. Gives whether it kept the browser from doing what it does. */
  happen(name: string, target: object = {}, event: object = {}): boolean {
    let prevented = false;
    const preventDefault = () => {
      prevented = true;
    };
    Object.assign(this, target);
    this.#listeners.get(name)?.call(this, { ...event, type: name, currentTarget: this, preventDefault });
    return prevented;
  }

  get text(): string {
    return this.data + this.childNodes.map(({ text }) => text).join(" ");
  }

  /** All that are marked so, in here. */
  all(testId: string): Part[] {
    return this.#within().filter(({ attributes }) => attributes.get("data-testid") === testId);
  }

  find(testId: string): Part | undefined {
    return this.all(testId)[0];
  }

  /** The first of this kind, in here. */
  first(localName: string): Part | undefined {
    return this.#within().find((part) => part.localName === localName);
  }

  /** Of a list of kinds and classes. */
  matches(selectors: string): boolean {
    const classes = (this.attributes.get("class") ?? "").split(" ");
    return selectors.split(", ").some((one) => one === this.localName || classes.includes(one.slice(1)));
  }

  querySelector(selectors: string): Part | null {
    return this.#within().find((part) => part.matches(selectors)) ?? null;
  }

  contains(part: Part): boolean {
    return part === this || this.#within().includes(part);
  }

  closest(selectors: string): Part | null {
    return this.matches(selectors) ? this : (this.parentNode?.closest(selectors) ?? null);
  }

  #within(): Part[] {
    return this.childNodes.flatMap((part) => [part, ...part.#within()]);
  }
}

/** Makes the globals that drawing needs, and stops the clock; before the screens are imported. */
export function stubPage(): void {
  vi.useFakeTimers();
  const document = Object.assign(new EventTarget(), {
    activeElement: null,
    documentElement: {},
    visibilityState: "visible",
    createElementNS: (_: string, name: string) => new Part(name),
    createTextNode: (data: string) => new Part(undefined, data),
  });
  vi.stubGlobal("document", document);
  vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: () => {} }));
  vi.stubGlobal("scrollTo", () => {});
  for (const field of ["", "TextArea", "Select", "Input"]) vi.stubGlobal(`HTML${field}Element`, class {});
}

/** Where a screen is drawn. */
export function makePage(): { page: Part; root: ContainerNode } {
  const page = new Part("main");
  return { page, root: page as unknown as ContainerNode };
}

/** Goes on until redraws and effects are over; time is the test's. */
export const settled = () => vi.advanceTimersByTimeAsync(100);
