import { mayStandHere } from "../meeting/roomShown";
import { sections } from "../table/live";
import { Button } from "../ui/Button";
import { CopyButton } from "../ui/CopyButton";
import { Notice } from "../ui/Notice";
import { refusalText, t } from "../words/words";
import { childIsHere } from "./status";

/** Words that the server would not keep: they stay readable and can be copied. */
export function RescuedTexts() {
  const refused = [...sections.all.value.values()].filter(
    ({ id, rescued }) => !childIsHere.value && rescued.value.length > 0 && mayStandHere(id),
  );
  return (
    <>
      {refused.map((section) => (
        <Notice key={section.id} kind="error" testId="rescued">
          <h2>{t("rescued.title")}</h2>
          <p>{t("rescued.help")}</p>
          {section.rescued.value.map(({ item, text, code }, at) => (
            <div key={`${item}-${at}`} class="rescued">
              <p class="soft">{refusalText(code)}</p>
              <blockquote class="quote">{text}</blockquote>
              <CopyButton words={text} label={t("rescued.copy")} />
            </div>
          ))}
          <Button look="quiet" onClick={() => section.dismissRescued()}>
            {t("rescued.dismiss")}
          </Button>
        </Notice>
      ))}
    </>
  );
}
