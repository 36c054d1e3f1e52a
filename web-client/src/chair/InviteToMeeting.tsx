import { useState } from "preact/hooks";
import { useSubmit } from "../desk/useSubmit";
import { useAtTable } from "../meeting/context";
import { togetherHere } from "../sharing/apart";
import { useSure } from "../sharing/useSure";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Choose, Radios } from "../ui/Field";
import { Refused } from "../ui/Refused";
import { part, request } from "../wire/api";
import { t } from "../words/words";

type How = "seat" | "informed";

/** Takes somebody into a meeting that is planned or runs already: at this table, or for its minutes alone. */
export function InviteToMeeting({ onDone }: { onDone: () => void }) {
  const { meeting, plan, room, person } = useAtTable();
  const [who, setWho] = useState("");
  const [how, setHow] = useState<How>("seat");
  const [asked, submit] = useSubmit<true>();
  const seated = room.participants.map((participant) => participant.person);
  const guests = plan.people.filter(({ id }) => id !== plan.you && !seated.includes(id));
  const sits = meeting.rooms.some(({ participants }) => participants.some((participant) => participant.person === who));
  // Who has a seat somewhere gets the minutes already, and an interpreter gets none.
  const onlySeat = sits || person(who).role === "interpreter";
  const seat = onlySeat || how === "seat";
  const together = who && seat ? togetherHere(plan, [...seated, who], person) : [];
  const before = togetherHere(plan, seated, person);
  const questions = together.filter((question) => !before.includes(question));
  if (who && sits) questions.push(t("inviteTo.elsewhere", { name: person(who).name }));
  const sure = useSure(questions, "invite-to-question");
  const send = async () => {
    if (sure.asks) return sure.ask();
    const path = `/api/plans/${part(plan.id)}/meetings/${part(meeting.id)}/people`;
    const body = { person: who, room: seat ? room.id : null };
    if (await submit(() => request<void>("POST", path, body).then(() => true as const))) onDone();
  };
  return (
    <Dialog title={t("inviteTo.open")} onClose={onDone} testId="invite-to-dialog">
      <p class="hint">{t("inviteTo.screen")}</p>
      <Choose
        label={t("inviteTo.who")}
        value={who}
        empty={t("common.choose")}
        testId="invite-to-who"
        options={guests.map(({ id, name }) => ({ value: id, text: name }))}
        onInput={setWho}
      />
      {!onlySeat && (
        <Radios
          legend={t("inviteTo.how")}
          value={how}
          testId="invite-to-how"
          options={[
            { value: "seat", text: t("inviteTo.seat") },
            { value: "informed", text: t("inviteTo.informed") },
          ]}
          onInput={setHow}
        />
      )}
      {seat && <p>{t("inviteTo.seen")}</p>}
      {seat && room.round && who !== "" && person(who).role !== "interpreter" && (
        <p data-testid="invite-to-numbers">{t("inviteTo.numbers")}</p>
      )}
      <p>{t("inviteTo.mail")}</p>
      {sure.asked}
      <Refused asked={asked} />
      <Button
        look={sure.againstIt ? "danger" : "primary"}
        busy={asked.state === "sending"}
        disabled={who === ""}
        testId="invite-to-send"
        onClick={() => void send()}
      >
        {t(sure.againstIt ? "inviteTo.sure" : "inviteTo.save")}
      </Button>
    </Dialog>
  );
}
