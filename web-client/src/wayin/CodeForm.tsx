import { useEffect, useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { TextInput } from "../ui/Field";
import { Title } from "../ui/Title";
import { useMissing } from "../ui/useMissing";
import { t } from "../words/words";

interface CodeFormProps {
  busy: boolean;
  error: string | undefined;
  onCode: (code: string) => void;
}

/** Asks for the code; pasting with spaces works, and a phone may fill it in. */
export function CodeForm({ busy, error, onCode }: CodeFormProps) {
  const [code, setCode] = useState("");
  const { missing, setMissing, form } = useMissing<HTMLFormElement>();
  useEffect(() => {
    if (error) form.current?.querySelector("input")?.focus();
  }, [error]);
  return (
    <form
      ref={form}
      class="narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const digits = code.replace(/\D/g, "");
        setMissing(digits === "");
        if (digits && !busy) onCode(digits);
      }}
    >
      <Title key="code">{t("wayIn.codeTitle")}</Title>
      <TextInput
        label={t("wayIn.code")}
        hint={t("wayIn.codeHint")}
        error={missing ? t("wayIn.codeEmpty") : error}
        value={code}
        onInput={setCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        testId="code"
      />
      <p>{t("wayIn.noCode")}</p>
      <Button look="primary" type="submit" busy={busy} testId="enter">
        {t("wayIn.enter")}
      </Button>
    </form>
  );
}
