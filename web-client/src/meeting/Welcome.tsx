import { useRef } from "preact/hooks";
import { ReadAloud } from "../ui/ReadAloud";
import { Title } from "../ui/Title";
import { t } from "../words/words";
import { useAtTable } from "./context";
import { Roster } from "./Roster";

/** The first step: why we are here, the rules, who is here. */
export function Welcome() {
  const { plan, room, person } = useAtTable();
  const words = useRef<HTMLDivElement>(null);
  return (
    <div data-testid="welcome">
      <div ref={words}>
        <Title>{t("welcome.title")}</Title>
        {plan.childWords
          // A server of before this build does not tell.
          .filter(({ id }) => room.readFirst?.includes(id))
          .map((words) => (
            <section key={words.id} data-testid="read-first">
              <h2>{t("welcome.readFirst", { name: person(words.child).name })}</h2>
              <blockquote class="quote">{words.text}</blockquote>
            </section>
          ))}
        {plan.reason && (
          <>
            <h2>{t("welcome.why")}</h2>
            <blockquote class="quote">{plan.reason}</blockquote>
          </>
        )}
        <h2>{t("welcome.rulesTitle")}</h2>
        <ul class="list">
          <li>{t("welcome.rule1")}</li>
          <li>{t("welcome.rule2")}</li>
          <li>{t("welcome.rule3")}</li>
          <li>{t("welcome.rule4")}</li>
        </ul>
      </div>
      <ReadAloud of={words} />
      <Roster />
    </div>
  );
}
