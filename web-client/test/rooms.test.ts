import { signal } from "@preact/signals";
import { toChildArray, type VNode } from "preact";
import { expect, test, vi } from "vitest";
import "../src/chair/words";
import { RescuedTexts } from "../src/app/RescuedTexts";
import { childIsHere } from "../src/app/status";
import { AbsenceNotes } from "../src/chair/AbsenceNotes";
import { CloseDialog } from "../src/chair/CloseDialog";
import type { SectionDoc } from "../src/collab/SectionDoc";
import { Closed } from "../src/meeting/Closed";
import { sectionsOfRoom } from "../src/meeting/card/rows";
import { CommitmentCard } from "../src/meeting/commitments/CommitmentCard";
import { commitmentsOfRoom } from "../src/meeting/commitments/commitmentsOfRoom";
import { MyCommitments } from "../src/meeting/commitments/MyCommitments";
import { personFinder } from "../src/meeting/context";
import { chosenRoom } from "../src/meeting/roomShown";
import { liveMeeting, livePlan, sections as open } from "../src/table/live";
import type { CommitmentView, MeetingView, PlanView, RoomView, SectionView } from "../src/wire/types";
import { marked, partsOf } from "./parts";

const at = vi.hoisted(() => ({ table: null as unknown, obstacle: null as unknown }));
vi.mock("preact/hooks", async (original) => ({
  ...(await original<object>()),
  useEffect: () => {},
  useLayoutEffect: () => {},
  useId: () => "id",
  useContext: () => at.table,
  useState: (first: unknown) => [first, () => {}],
}));
vi.mock("../src/chair/useObstacle", () => ({ useObstacle: () => [at.obstacle, async () => {}] }));

const room = (id: string, people: string[]): RoomView => ({
  id,
  phase: "mapping",
  admitted: true,
  youReady: false,
  readyCount: 0,
  connectedCount: 0,
  participants: people.map((person) => ({ person, chair: false, connected: true, waiting: false, ready: false })),
  round: null,
  earlierRounds: [],
  readFirst: [],
  step: 0,
});
const section = (id: string, audience: string[]): SectionView => ({
  id,
  mode: "live",
  audience,
  canWrite: true,
  shielded: false,
  releaseTo: [],
  moveTo: [],
  categories: [],
  treatment: null,
});
const commitment = (id: string, audience: string | null): CommitmentView => ({
  id,
  number: 1,
  text: id,
  textVersion: 1,
  owner: "chair",
  checker: null,
  kind: "action",
  dueOn: null,
  recurrence: null,
  status: "proposed",
  answer: null,
  remark: null,
  audience,
  result: null,
  canAnswer: false,
  canEnd: false,
  youSaid: 0,
  endReason: null,
});

const hers = room("r-1", ["chair", "mother", "aunt"]);
const his = room("r-2", ["chair", "father", "probation"]);
const sections = [
  section("s-hers", ["chair", "mother", "aunt"]),
  section("s-his", ["chair", "father"]),
  section("s-all", ["chair", "mother", "aunt", "father"]),
  section("s-chair", ["chair"]),
  section("s-police", ["chair", "mother", "probation"]),
];
const people = [
  ["chair", "caseDirector"],
  ["mother", "parentWithAuthority"],
  ["aunt", "networkMember"],
  ["father", "parentWithAuthority"],
  ["probation", "professional"],
].map(([id, role]) => ({ id, name: id, role }));
const plan = {
  you: "chair",
  people,
  minutes: [],
  sections,
  commitments: [commitment("c-hers", "s-hers"), commitment("c-his", "s-his")],
} as unknown as PlanView;

test("sectionsOfRoom_ChairOfTwoRooms_SeesInOneNothingOfTheOther", () => {
  expect(sectionsOfRoom(plan, hers, [hers, his]).map(({ id }) => id)).toEqual(["s-hers", "s-all", "s-police"]);
  expect(sectionsOfRoom(plan, his, [hers, his]).map(({ id }) => id)).toEqual(["s-his", "s-all"]);
});

test("sectionsOfRoom_ReadByAProfessionalOfTheOtherRoom_IsNotShownThere", () => {
  expect(sectionsOfRoom(plan, his, [hers, his]).map(({ id }) => id)).not.toContain("s-police");
});

test("sectionsOfRoom_OneRoom_AreAllThatTheViewerReads", () => {
  expect(sectionsOfRoom(plan, hers, [hers])).toEqual(sections);
});

test("RescuedTexts_ChairOfTwoRooms_StandInTheirOwnRoomAndAwayFromTheTableAndBeforeNoChild", () => {
  const meeting = vi.spyOn(liveMeeting, "view", "get").mockReturnValue(signal({ rooms: [hers, his] } as MeetingView));
  vi.spyOn(livePlan, "view", "get").mockReturnValue(signal(plan));
  const rescued = signal([{ item: "i-1", text: "mijn woorden", code: "section.not-a-reader" }]);
  const refused = ["s-hers", "s-his", "s-withdrawn"].map(
    (id) => [id, { id, rescued } as unknown as SectionDoc] as const,
  );
  vi.spyOn(open, "all", "get").mockReturnValue(signal(new Map(refused)));
  const standing = () => toChildArray(RescuedTexts().props.children).map((box) => (box as VNode).key);
  expect(standing()).toEqual(["s-hers"]);
  chosenRoom.value = his.id;
  expect(standing()).toEqual(["s-his"]);
  meeting.mockReturnValue(signal(null));
  expect(standing()).toEqual(["s-hers", "s-his", "s-withdrawn"]);
  childIsHere.value = true;
  expect(standing()).toEqual([]);
  childIsHere.value = false;
});

test("commitmentsOfRoom_ChairOfTwoRooms_LeavesOutTheOthersRooms", () => {
  expect(commitmentsOfRoom(plan, hers, [hers, his]).map(({ id }) => id)).toEqual(["c-hers"]);
});

test("commitmentsOfRoom_BesideASectionThatTheViewerDoesNotRead_AreShown", () => {
  const commitments = [...plan.commitments, commitment("c-beside", null)];
  expect(commitmentsOfRoom({ ...plan, commitments }, hers, [hers, his]).map(({ id }) => id)).toEqual([
    "c-hers",
    "c-beside",
  ]);
});

test("Closed_ChairOfTwoRooms_ShowsTheirOwnAgreementsOfThisRoom", () => {
  const own = (from: RoomView) => {
    const meeting = { id: "m-1", rooms: [hers, his] } as MeetingView;
    at.table = { meeting, plan, room: from, person: personFinder(plan) };
    const mine = partsOf(Closed()).find(({ type }) => type === (MyCommitments as unknown));
    return partsOf(MyCommitments(mine?.props as never))
      .filter(({ type }) => type === (CommitmentCard as unknown))
      .map(({ key }) => key);
  };
  expect(own(hers)).toEqual(["c-hers"]);
  expect(own(his)).toEqual(["c-his"]);
});

/** Everything on the screen of the chair who would close from this room, as text; and whose absence can be noted there. */
function closing(from: RoomView, code: string, about: string[]) {
  const meeting = { id: "m-1", rooms: [hers, his], canClose: [code] } as unknown as MeetingView;
  at.table = { meeting, plan, room: from, person: personFinder(plan) };
  at.obstacle = { code, about };
  const parts: unknown[] = partsOf(CloseDialog({ onDone: () => {} }));
  const notes = parts.find((one) => (one as VNode).type === AbsenceNotes) as VNode<{ absent: string[] }>;
  return { text: parts.filter((one) => typeof one === "string").join(" "), absent: notes.props.absent };
}
const outside = "Buiten dit gesprek";

test("CloseDialog_AgreementWithoutDateOfTheOtherRoom_IsNotOnThisScreen", () => {
  const of = (from: RoomView, ...about: string[]) => closing(from, "meeting.commitment-without-date", about).text;
  expect(of(hers, "c-hers", "c-his")).toContain("c-hers");
  expect(of(hers, "c-hers", "c-his")).toContain(outside);
  expect(of(hers, "c-hers", "c-his")).not.toContain("c-his");
  expect(of(his, "c-hers", "c-his")).toContain("c-his");
  expect(of(his, "c-his")).not.toContain(outside);
});

test("CloseDialog_InTheOtherRoom_KeepsTheDay", () => {
  const dialog = (from: RoomView, id = "m-1") => {
    at.table = { meeting: { id, rooms: [hers, his], canClose: [] }, plan, room: from, person: personFinder(plan) };
    at.obstacle = null;
    return CloseDialog({ onDone: () => {} });
  };
  marked(dialog(hers), "next-day").onInput("2027-01-12");
  expect(marked(dialog(his), "next-day").value).toBe("2027-01-12");
  expect(marked(dialog(his, "m-2"), "next-day").value).toBe("");
});

test("CloseDialog_WhoseScoreIsMissingInTheOtherRoom_IsNotOnThisScreen", () => {
  const { text } = closing(hers, "meeting.scores-missing", ["mother", "father"]);
  expect(text).toContain("mother");
  expect(text).toContain(outside);
  expect(text).not.toContain("father");
});

test("CloseDialog_AbsentInTheOtherRoom_IsNotedThere", () => {
  const of = (from: RoomView) => closing(from, "meeting.absence-note-missing", ["aunt", "father", "seatless"]);
  expect(of(hers).absent).toEqual(["aunt", "seatless"]);
  expect(of(his).absent).toEqual(["father", "seatless"]);
  expect(of(his).text).toContain(outside);
});
