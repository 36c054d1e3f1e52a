import { t } from "../words";

const LOW = 3;
const HIGH = 7;
const FAR_APART = 3;

/** For the chair: a sentence to say aloud that fits these numbers. The lowest number speaks first. */
export function TalkHelp({ values }: { values: readonly number[] }) {
  const [lowest] = values;
  const highest = values.at(-1);
  if (lowest === undefined || highest === undefined) return null;
  return (
    <aside class="talk" data-testid="talk-help">
      <h2>{t("talk.title")}</h2>
      <p>{t(situation(lowest, highest))}</p>
      <ul class="list">
        <li>{t("talk.lowestFirst", { value: lowest })}</li>
        {lowest > 0 && <li>{t("talk.notLower", { value: lowest, lower: lowest - 1 })}</li>}
        {lowest < 10 && <li>{t("talk.oneHigher", { higher: lowest + 1 })}</li>}
      </ul>
    </aside>
  );
}

function situation(lowest: number, highest: number) {
  if (highest <= LOW) return "talk.allLow";
  if (highest - lowest >= FAR_APART) return "talk.farApart";
  if (lowest >= HIGH) return "talk.allHigh";
  return "talk.close";
}
