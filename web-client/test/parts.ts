import { toChildArray, type VNode } from "preact";

export type Props = Record<string, unknown> & { onInput: (input: unknown) => void; onClick: () => unknown };

/** Everything on a screen, the parts of which are not drawn. */
export function partsOf(node: unknown): VNode<Props>[] {
  const one = node as VNode<Props>;
  return [one, ...toChildArray(one.props?.children as never).flatMap(partsOf)];
}

/** The properties of the part that is marked so. */
export const marked = (screen: unknown, testId: string) =>
  partsOf(screen).find(({ props }) => props?.testId === testId)?.props as Props;
