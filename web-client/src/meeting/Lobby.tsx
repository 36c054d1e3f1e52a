import { useRef } from "preact/hooks";
import { ReadAloud } from "../ui/ReadAloud";
import { Title } from "../ui/Title";
import { momentText, t } from "../words/words";
import { useAtTable } from "./context";
import { Roster } from "./Roster";

/** The waiting room: when it is, what will happen, who will be there. */
export function Lobby() {
  const { meeting, plan, room, isChair, person } = useAtTable();
  const words = useRef<HTMLDivElement>(null);
  return (
    <div class="narrow" data-testid="lobby">
      <div ref={words}>
        <Title>{t(isChair ? "lobby.chairTitle" : "lobby.title")}</Title>
        <p class="lead">{momentText(meeting.startsAt)}</p>
        <p>{t(isChair ? "lobby.chairText" : room.admitted ? "lobby.in" : "lobby.text")}</p>
        <h2>{t("lobby.whatTitle")}</h2>
        <ol class="list">
          <li>{t("lobby.what1")}</li>
          {person(plan.you).role !== "interpreter" && (
            <>
              <li>{t("lobby.what2")}</li>
              <li>{t("lobby.what3")}</li>
              <li>{t("lobby.what4")}</li>
            </>
          )}
        </ol>
        {!isChair && (
          <>
            <h2>{t("lobby.safeTitle")}</h2>
            <p>
              {t("lobby.safe")}{" "}
              {plan.director?.phone && <a href={`tel:${plan.director.phone}`}>{plan.director.phone}</a>}
            </p>
          </>
        )}
      </div>
      <ReadAloud of={words} />
      <Roster />
    </div>
  );
}
