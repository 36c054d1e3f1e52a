import type { RevealedScoreView } from "../../wire/types";

/** Where a score was given: part of what is sealed, so that a seal cannot be moved to another round. */
export interface SealPlace {
  meeting: string;
  room: string;
  round: number;
}

/** Whether a revealed score is what was sealed when it was given; null where it cannot be checked. */
export async function verifySeal(place: SealPlace, score: RevealedScoreView): Promise<boolean | null> {
  if (!score.seal || !score.nonce || !globalThis.crypto?.subtle) return null;
  const sealed = JSON.stringify({
    meeting: place.meeting,
    room: place.room,
    round: place.round,
    person: score.person,
    value: score.value,
    passReason: score.passReason,
    why: score.why ?? "",
    oneHigher: score.oneHigher ?? "",
  });
  const nonce = fromHex(score.nonce);
  const text = new TextEncoder().encode(sealed);
  const bytes = new Uint8Array(nonce.length + text.length);
  bytes.set(nonce);
  bytes.set(text, nonce.length);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return toHex(hash) === score.seal.toLowerCase();
}

/** What the seals say together: one that is wrong counts most, and nothing is right when none could be checked. */
export function resultOf(checked: readonly (boolean | null)[]): "right" | "wrong" | "unchecked" {
  if (checked.includes(false)) return "wrong";
  return checked.includes(true) ? "right" : "unchecked";
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
