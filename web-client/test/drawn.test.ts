import { h, render } from "preact";
import { expect, test } from "vitest";
import type { CommitmentView } from "../src/wire/types";
import { makePage, settled, stubPage } from "./page";

stubPage();

const { AnswerForm } = await import("../src/meeting/commitments/AnswerForm");

const commitment = { id: "c-1", textVersion: 1, owner: "p-1", status: "proposed", answer: null } as CommitmentView;
const answering = () => h(AnswerForm, { plan: "pl-1", commitment });

test("AnswerForm_ItsScreenGivesWayToAnotherWithTheSame_GoesOnAnswering", async () => {
  const { page, root } = makePage();
  render(h(answering, { key: "commitments" }), root);
  await settled();
  render(h(answering, { key: "closed" }), root);
  await settled();
  page.find("answer-disagree")?.happen("click");
  await settled();
  expect(page.find("answer-remark")).toBeDefined();
});
