import { useEffect, useState } from "preact/hooks";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { TextInput } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Refused } from "../ui/Refused";
import { api } from "../wire/api";
import type { SignInOffer } from "../wire/types";
import { t } from "../words/words";
import "./words";

/** How professionals come in without a personal link: by their own provider, or by a link in their mail. */
export function ProfessionalSignIn({ to }: { to: string }) {
  const [offer, setOffer] = useState<SignInOffer>();
  useEffect(() => void api.signInOffer().then(setOffer, () => {}), []);
  if (!offer) return null;
  return (
    <section class="panel" data-testid="professional">
      <h2>{t("signIn.title")}</h2>
      {offer.openIdConnect !== null && (
        <a
          class="button button--primary"
          data-testid="sign-in-provider"
          href={`/api/sign-in/start?to=${encodeURIComponent(to)}`}
        >
          {t("signIn.provider", { name: offer.openIdConnect })}
        </a>
      )}
      {offer.mail && <ByMail />}
    </section>
  );
}

function ByMail() {
  const [asked, submit] = useSubmit<true>();
  const [mail, setMail] = useState("");
  if (asked.state === "done")
    return (
      <Notice kind="good" testId="sign-in-mailed">
        {t("signIn.mailed")}
      </Notice>
    );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (mail.trim() && asked.state !== "sending")
          void submit(() => api.mailSignIn(mail.trim()).then(() => true as const));
      }}
    >
      <TextInput
        label={t("signIn.mail")}
        hint={t("signIn.mailHint")}
        value={mail}
        onInput={setMail}
        type="email"
        autoComplete="off"
        testId="sign-in-mail"
      />
      <Refused asked={asked} />
      <Button type="submit" busy={asked.state === "sending"} testId="sign-in-send">
        {t("signIn.send")}
      </Button>
    </form>
  );
}
