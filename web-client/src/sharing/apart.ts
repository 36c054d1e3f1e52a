import type { PersonView, PlanView, ProtectionView } from "../wire/types";
import { listText, t } from "./words";

const keeps = ({ protected: safe, from, indirect }: ProtectionView, one: string, other: string) =>
  safe.includes(one) && (from.includes(other) || indirect.includes(other));

/** Whether one of these two is kept safe from the other, as the director knows it. */
export const areApart = ({ protections }: PlanView, one: string, other: string) =>
  protections.some((relation) => keeps(relation, one, other) || keeps(relation, other, one));

/** Who would sit together here though somebody is kept safe: a question for each whom they are kept safe from. */
export function togetherHere(plan: PlanView, here: readonly string[], person: (id: string) => PersonView): string[] {
  const said = plan.protections.flatMap(({ protected: safe, from, indirect }) => {
    const names = listText(safe.filter((id) => here.includes(id)).map((id) => person(id).name));
    const say = (word: "apart.from" | "apart.indirect", others: readonly string[]) =>
      others.filter((id) => here.includes(id)).map((id) => t(word, { names, other: person(id).name }));
    return names === "" ? [] : [...say("apart.from", from), ...say("apart.indirect", indirect)];
  });
  return [...new Set(said)];
}

/** Whether one of these two may not know of the other, as the director knows it. */
export const isHidden = ({ shieldings }: PlanView, one: string, other: string) =>
  shieldings.some(
    ({ person, hiddenFrom }) =>
      (person === one && hiddenFrom.includes(other)) || (person === other && hiddenFrom.includes(one)),
  );

/** Who would sit together here though one may not know of the other: that cannot be. */
export const hiddenHere = (plan: PlanView, here: readonly string[], person: (id: string) => PersonView): string[] =>
  plan.shieldings
    .filter((shielding) => here.includes(shielding.person))
    .flatMap((shielding) =>
      shielding.hiddenFrom
        .filter((id) => here.includes(id))
        .map((id) => t("apart.hidden", { name: person(id).name, other: person(shielding.person).name })),
    );
