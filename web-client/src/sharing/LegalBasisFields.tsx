import { useHeld } from "../app/useHeld";
import { Checks } from "../ui/Checks";
import { Choose, Radios, TextBox, TextInput } from "../ui/Field";
import type { DataCategory } from "../wire/types";
import type { NewLegalBasis } from "./calls";
import { ALL_DATA } from "./categories";
import { useLegalBases } from "./useLegalBases";
import { dutchDay, t, word } from "./words";

export const NO_BASIS: NewLegalBasis = {
  code: "",
  necessity: "",
  proportionality: "",
  informedOn: null,
  whyNotInformed: null,
  until: null,
  categories: null,
};

/** Whether the reasons are complete. */
export const isComplete = (basis: NewLegalBasis) =>
  basis.code !== "" &&
  basis.necessity.trim() !== "" &&
  basis.proportionality.trim() !== "" &&
  basis.categories?.length !== 0 &&
  (basis.informedOn !== null || (basis.whyNotInformed ?? "").trim() !== "");

/** A legal basis with its reasons: why it is needed, why no less will do, whether people were told, and until when. */
export function LegalBasisFields({
  basis,
  onInput,
}: {
  basis: NewLegalBasis;
  onInput: (basis: NewLegalBasis) => void;
}) {
  const list = useLegalBases();
  useHeld(basis.necessity + basis.proportionality + (basis.whyNotInformed ?? "") !== "");
  const told = basis.informedOn !== null;
  const today = dutchDay();
  return (
    <>
      <Choose
        label={t("basis.code")}
        value={basis.code}
        testId="basis-code"
        empty={t("basis.choose")}
        options={list.map(({ code, article, text }) => ({ value: code, text: `${text} (${article})` }))}
        onInput={(code) => onInput({ ...basis, code })}
      />
      <TextBox
        label={t("basis.necessity")}
        value={basis.necessity}
        maxLength={1000}
        testId="basis-necessity"
        onInput={(necessity) => onInput({ ...basis, necessity })}
      />
      <TextBox
        label={t("basis.proportionality")}
        value={basis.proportionality}
        maxLength={1000}
        testId="basis-proportionality"
        onInput={(proportionality) => onInput({ ...basis, proportionality })}
      />
      <Radios
        legend={t("basis.data")}
        value={basis.categories === null ? "all" : "part"}
        testId="basis-data"
        options={[
          { value: "all", text: t("basis.dataAll") },
          { value: "part", text: t("basis.dataPart") },
        ]}
        onInput={(value) => onInput({ ...basis, categories: value === "all" ? null : [] })}
      />
      {basis.categories !== null && (
        <Checks
          legend={t("consent.categories")}
          options={ALL_DATA.map((value) => ({ value, text: word("category", value) }))}
          chosen={basis.categories}
          testId="basis-categories"
          onInput={(categories) => onInput({ ...basis, categories: categories as DataCategory[] })}
        />
      )}
      <TextInput
        label={t("basis.until")}
        type="date"
        value={basis.until ?? ""}
        testId="basis-until"
        onInput={(until) => onInput({ ...basis, until: until || null })}
      />
      <Choose
        label={t("basis.told")}
        value={told ? "yes" : "no"}
        testId="basis-told"
        options={[
          { value: "no", text: t("basis.toldNo") },
          { value: "yes", text: t("basis.toldYes") },
        ]}
        onInput={(value) => onInput({ ...basis, informedOn: value === "yes" ? today : null, whyNotInformed: null })}
      />
      {!told && (
        <TextBox
          label={t("basis.whyNotTold")}
          value={basis.whyNotInformed ?? ""}
          maxLength={1000}
          testId="basis-why-not"
          onInput={(whyNotInformed) => onInput({ ...basis, whyNotInformed })}
        />
      )}
    </>
  );
}
