import { refusalText } from "./words";

/** Why a plan cannot be opened, with the words of a plan that was erased. */
export function Refusal({ code }: { code: string }) {
  return <p>{refusalText(code)}</p>;
}
