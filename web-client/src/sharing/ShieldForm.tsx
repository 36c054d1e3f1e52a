import { useState } from "preact/hooks";
import { useHeld } from "../app/useHeld";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Checks } from "../ui/Checks";
import { Dialog } from "../ui/Dialog";
import { Choose, TextBox, TextInput } from "../ui/Field";
import { Refused } from "../ui/Refused";
import type { DataCategory, PlanView } from "../wire/types";
import * as calls from "./calls";
import { DATA } from "./categories";
import { t, word } from "./words";

/** Opens a part of the card for a few: who reads it, why, who looks at that again and when. */
export function ShieldForm({ plan, onDone }: { plan: PlanView; onDone: () => void }) {
  const [audience, setAudience] = useState<string[]>([]);
  const [reason, setReason] = useState("");
  const [reviewer, setReviewer] = useState(plan.you);
  const [reviewOn, setReviewOn] = useState("");
  const [categories, setCategories] = useState<string[]>(["safety"]);
  const [asked, submit] = useSubmit<{ section: string }>();
  useHeld(reason !== "");
  const people = plan.people.map(({ id, name }) => ({ value: id, text: name }));
  const complete = audience.length > 0 && categories.length > 0 && reason.trim() !== "" && reviewOn !== "";
  const send = async () => {
    const done = await submit(() =>
      calls.openSection(plan.id, {
        audience,
        reason: reason.trim(),
        reviewer,
        reviewOn,
        categories: categories as DataCategory[],
      }),
    );
    if (done) onDone();
  };
  return (
    <Dialog title={t("shield.title")} onClose={onDone} testId="shield-dialog">
      <Checks
        legend={t("shield.who")}
        options={people.filter(({ value }) => value !== plan.you)}
        chosen={audience}
        testId="shield-who"
        onInput={setAudience}
      />
      <Checks
        legend={t("shield.about")}
        options={DATA.map((value) => ({ value, text: word("category", value) }))}
        chosen={categories}
        testId="shield-about"
        onInput={setCategories}
      />
      <TextBox label={t("shield.why")} value={reason} maxLength={1000} testId="shield-reason" onInput={setReason} />
      <Choose
        label={t("shield.reviewer")}
        value={reviewer}
        options={people}
        testId="shield-reviewer"
        onInput={setReviewer}
      />
      <TextInput
        label={t("shield.reviewOn")}
        type="date"
        value={reviewOn}
        testId="shield-review"
        onInput={setReviewOn}
      />
      <Refused asked={asked} />
      <Button
        look="primary"
        busy={asked.state === "sending"}
        disabled={!complete}
        testId="shield-save"
        onClick={() => void send()}
      >
        {t("shield.save")}
      </Button>
    </Dialog>
  );
}
