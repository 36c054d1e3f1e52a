import { useState } from "preact/hooks";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Refused } from "../ui/Refused";
import { SureDialog } from "../ui/SureDialog";
import type { DeliveryView, PersonView, PlanView } from "../wire/types";
import * as calls from "./calls";
import { dayText, momentText, t, word } from "./words";

/** For the director: who got which minutes, who read them, and whom to call. */
export function Deliveries({ plan, person }: { plan: PlanView; person: (id: string) => PersonView }) {
  if (plan.deliveries.length === 0) return null;
  const perMinutes = new Map<string, typeof plan.deliveries>();
  for (const delivery of plan.deliveries)
    perMinutes.set(delivery.minutesId, [...(perMinutes.get(delivery.minutesId) ?? []), delivery]);
  return (
    <section class="panel" data-testid="deliveries">
      <h2>{t("deliveries.title")}</h2>
      {[...perMinutes].map(([minutes, deliveries]) => {
        const published = plan.minutes.find(({ id }) => id === minutes)?.publishedAt;
        const read = deliveries.filter(({ state }) => state === "acknowledged").length;
        return (
          <div key={minutes}>
            {published && <h3>{t("desk.minutes", { day: dayText(published) })}</h3>}
            <p data-testid="deliveries-read">{t("deliveries.read", { read, all: deliveries.length })}</p>
            <table class="deliveries">
              <thead>
                <tr>
                  <th scope="col">{t("reveal.who")}</th>
                  <th scope="col">{t("deliveries.state")}</th>
                </tr>
              </thead>
              <tbody>
                {deliveries.map((delivery) => (
                  <tr
                    key={delivery.id}
                    data-testid="delivery"
                    data-person={delivery.recipient}
                    data-state={delivery.state}
                  >
                    <th scope="row">
                      {person(delivery.recipient).name}
                      {delivery.wasAbsent && <span class="soft"> · {t("deliveries.absent")}</span>}
                    </th>
                    <td>
                      <span class={`mark mark--${markOf(delivery.state)}`}>{word("delivery", delivery.state)}</span>{" "}
                      <span class="soft">{momentText(delivery.at)}</span>
                      {delivery.remindedAt && (
                        <p class="soft" data-testid="delivery-reminded">
                          {t("deliveries.reminded", { day: dayText(delivery.remindedAt) })}
                        </p>
                      )}
                      {delivery.blockedBy && (
                        <p class="soft" data-testid="delivery-blocked-by">
                          {delivery.blockedBy === "decision"
                            ? decided(delivery)
                            : word("blockedBy", delivery.blockedBy)}
                        </p>
                      )}
                      {delivery.blockedBy === "decision" && (
                        <ShareAfterAll plan={plan.id} delivery={delivery} name={person(delivery.recipient).name} />
                      )}
                      {delivery.state === "bounced" && (
                        <SendAgain plan={plan.id} delivery={delivery} name={person(delivery.recipient).name} />
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      })}
    </section>
  );
}

/** Minutes that were kept from somebody on purpose go to them only after a question. */
function ShareAfterAll({ plan, delivery, name }: { plan: string; delivery: DeliveryView; name: string }) {
  const [open, setOpen] = useState(false);
  const [asked, submit] = useSubmit<true>();
  const share = () => submit(() => calls.shareAfterAll(plan, delivery.id).then(() => true as const));
  return (
    <>
      <Button look="quiet" about={name} testId="share-after-all" onClick={() => setOpen(true)}>
        {t("deliveries.share")}
      </Button>
      {open && (
        <SureDialog
          title={t("deliveries.shareTitle", { name })}
          yes={t("deliveries.shareSure")}
          testId="share-after-all"
          asked={asked}
          act={share}
          onDone={() => setOpen(false)}
        >
          <p>{decided(delivery)}</p>
          <p>{t("deliveries.shareText", { name })}</p>
          <p>{t("deliveries.shareFinal")}</p>
        </SureDialog>
      )}
    </>
  );
}

/** What came back is sent again; the plan's view shows what came of it. */
function SendAgain({ plan, delivery, name }: { plan: string; delivery: DeliveryView; name: string }) {
  const [asked, submit] = useSubmit<true>();
  const send = () => submit(() => calls.sendAgain(plan, delivery.id).then(() => true as const));
  return (
    <>
      <Refused asked={asked} />
      <Button
        look="quiet"
        busy={asked.state === "sending"}
        about={name}
        testId="send-again"
        onClick={() => void send()}
      >
        {t("deliveries.again")}
      </Button>
    </>
  );
}

/** Who took the plan over may be kept from the reason: they are told that there is one before they share. */
const decided = ({ whyNot }: DeliveryView) =>
  whyNot ? t("blockedBy.decision", { why: whyNot }) : t("blockedBy.hidden");

function markOf(state: string): string {
  if (state === "acknowledged") return "met";
  return state === "blocked" || state === "bounced" || state === "needsCode" ? "notMet" : "partlyMet";
}
