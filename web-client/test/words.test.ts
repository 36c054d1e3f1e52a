import { expect, test } from "vitest";
import en from "../src/words/en.json";
import chair from "../src/words/nl.chair.json";
import desk from "../src/words/nl.desk.json";
import emergency from "../src/words/nl.emergency.json";
import history from "../src/words/nl.history.json";
import first from "../src/words/nl.json";
import meeting from "../src/words/nl.meeting.json";
import minutes from "../src/words/nl.minutes.json";
import overview from "../src/words/nl.overview.json";
import sharing from "../src/words/nl.sharing.json";
import signIn from "../src/words/nl.signin.json";
import treatment from "../src/words/nl.treatment.json";
import vault from "../src/words/nl.vault.json";
import young from "../src/words/nl.young.json";

const nl = {
  ...first,
  ...chair,
  ...desk,
  ...emergency,
  ...history,
  ...meeting,
  ...minutes,
  ...overview,
  ...sharing,
  ...signIn,
  ...treatment,
  ...vault,
  ...young,
};
const LONGEST_SENTENCE = 12;
const STOP_LIST = [
  "middels",
  "betreffende",
  "inzake",
  "conform",
  "alsmede",
  "teneinde",
  "dienen te",
  "dient te",
  "indien",
  "gaarne",
  "tevens",
  "echter",
  "reeds",
  "RTO",
  "t.a.v.",
  "d.m.v.",
  "i.v.m.",
  "a.u.b.",
];

/** Sentences of a text: a colon starts a new one too, a `{place}` counts as one word. */
const sentencesOf = (text: string) => text.split(/[.!?…:]\s+|[.!?…:]$/).filter((sentence) => sentence.trim() !== "");

test("nl_EveryText_HasSentencesOfAtMostTwelveWords", () => {
  const long = Object.entries(nl).flatMap(([key, text]) =>
    sentencesOf(text)
      .filter((sentence) => sentence.trim().split(/\s+/).length > LONGEST_SENTENCE)
      .map((sentence) => `${key}: ${sentence}`),
  );
  expect(long).toEqual([]);
});

test("nl_EveryText_HasNoOfficeWords", () => {
  const found = Object.entries(nl).filter(([, text]) =>
    STOP_LIST.some((word) => ` ${text.toLowerCase()} `.includes(` ${word.toLowerCase()}`)),
  );
  expect(found).toEqual([]);
});

test("en_EveryKey_IsThereWithTheSamePlaces", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(nl).sort());
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [key, text] of Object.entries(nl)) expect(places(en[key as keyof typeof en]), key).toEqual(places(text));
});
