import { useEffect, useState } from "preact/hooks";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { TextInput } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Refused } from "../ui/Refused";
import { useMissing } from "../ui/useMissing";
import { api } from "../wire/api";
import type { SignInOffer } from "../wire/types";
import { t } from "../words/words";
import "./words";

/**
 * How professionals come in without a personal link: by their own provider, or by a link in their mail. Where it stands
 * alone it says so when that cannot be told.
 */
export function ProfessionalSignIn({ to, alone = false }: { to: string; alone?: boolean }) {
  const [asked, submit] = useSubmit<SignInOffer>();
  const [offer, setOffer] = useState<SignInOffer>();
  const ask = () => void submit(() => api.signInOffer()).then(setOffer);
  useEffect(ask, []);
  if (!offer)
    return alone && asked.state === "refused" ? (
      <>
        <Refused asked={asked} />
        <Button testId="sign-in-again" onClick={ask}>
          {t("common.again")}
        </Button>
      </>
    ) : null;
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
  const { missing, setMissing, form } = useMissing<HTMLFormElement>();
  if (asked.state === "done")
    return (
      <Notice kind="good" testId="sign-in-mailed">
        {t("signIn.mailed")}
      </Notice>
    );
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(mail.trim() === "");
        if (mail.trim() && asked.state !== "sending")
          void submit(() => api.mailSignIn(mail.trim()).then(() => true as const));
      }}
    >
      <TextInput
        label={t("signIn.mail")}
        hint={t("signIn.mailHint")}
        error={missing && mail.trim() === "" ? t("signIn.mailMissing") : undefined}
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
