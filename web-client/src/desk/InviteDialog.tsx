import { useEffect, useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { CopyButton } from "../ui/CopyButton";
import { Dialog } from "../ui/Dialog";
import { Notice } from "../ui/Notice";
import { Refused } from "../ui/Refused";
import type { InvitationReply, PersonView } from "../wire/types";
import { t } from "../words/words";
import * as calls from "./calls";
import { useSubmit } from "./useSubmit";
import "../wayin/words";

/** Makes a personal link and shows its code once: the code is told another way than the link. */
export function InviteDialog({ plan, person, onDone }: { plan: string; person: PersonView; onDone: () => void }) {
  const [asked, submit] = useSubmit<InvitationReply>();
  const [invitation, setInvitation] = useState<InvitationReply>();
  useEffect(() => () => setInvitation(undefined), []);
  return (
    <Dialog title={t("invite.title", { name: person.name })} onClose={onDone} testId="invite-dialog">
      {!invitation && (
        <>
          <p>{t("invite.text")}</p>
          <p>{t("invite.oldStops")}</p>
          <Refused asked={asked} />
          <Button
            look="primary"
            busy={asked.state === "sending"}
            testId="invite-make"
            onClick={() => void submit(() => calls.invite(plan, person.id)).then(setInvitation)}
          >
            {t("invite.make")}
          </Button>
        </>
      )}
      {invitation?.link === null && (
        <>
          <Notice kind="good" testId="invite-by-mail">
            {t("invite.byMail")}
          </Notice>
          <p>{t("invite.byMailWhy")}</p>
          <Button look="primary" onClick={onDone}>
            {t("common.done")}
          </Button>
        </>
      )}
      {typeof invitation?.link === "string" && (
        <>
          <h3>{t("invite.code")}</h3>
          <p class="code" data-testid="invite-code">
            {invitation.code}
          </p>
          <Notice kind="warn">{t("invite.codeOnce")}</Notice>
          <h3>{t("invite.link")}</h3>
          <p>{t(invitation.mailed ? "invite.mailed" : "invite.notMailed")}</p>
          <p class="code code--link" data-testid="invite-link">
            {invitation.link}
          </p>
          <div class="stack">
            <CopyButton words={invitation.link} label={t("invite.copy")} />
            <Button look="primary" onClick={onDone}>
              {t("common.done")}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
