const WITHIN_MS = 500;
const NEAR_PX = 30;

const NONE = { at: Number.NEGATIVE_INFINITY, name: "", x: 0, y: 0, on: null as EventTarget | null };

/** The last press that was carried out. */
let last = NONE;

const PRESSES: readonly unknown[] = ["Enter", " "];

// Who typed or chose something in between, or closed it with a key, does not tap twice.
for (const type of ["input", "keydown"])
  globalThis.document?.addEventListener(type, (event) => {
    if (!PRESSES.includes((event as KeyboardEvent).key)) last = NONE;
  });

/**
 * Whether this is the second tap of a double one, which meant what stood here before: another button came in its place.
 * Notes the press if not. A press by keyboard has no place: there the other one is on the same element.
 */
export function isSecondTap(name: string, press: MouseEvent): boolean {
  const { clientX: x, clientY: y, detail, currentTarget: on } = press;
  const at = performance.now();
  const here = detail === 0 ? on === last.on : Math.hypot(x - last.x, y - last.y) < NEAR_PX;
  if (name !== last.name && here && at - last.at < WITHIN_MS) return true;
  last = { at, name, x, y, on };
  return false;
}
