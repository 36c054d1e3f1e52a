import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { Sections } from "../collab/Sections";
import { api, isSignedOut } from "../wire/api";
import { newId } from "../wire/ids";
import type { CommandReply, MeetingCommand, MeetingView, PlanCommand, PlanView, Refusal } from "../wire/types";
import { LiveView } from "./LiveView";
import { Table } from "./Table";

/** Whether our session may sit at the table; also when nobody can say so now. */
export async function maySit(): Promise<boolean> {
  try {
    return (await api.me()).scope === "full";
  } catch (error) {
    return !isSignedOut(error);
  }
}

/** The one connection of this page and what is open over it. */
export const table = new Table(maySit);
export const sections = new Sections(table);
export const livePlan = new LiveView<PlanView>(table, "OpenPlan", "PlanChanged", (plan) => ({ plan }));
export const liveMeeting = new LiveView<MeetingView>(table, "OpenMeeting", "MeetingChanged", (meeting) => ({
  meeting,
}));

table.on("SignedOut", () => table.stop());

/** Who is looking, as the plan knows them. */
export const you = computed(() => livePlan.view.value?.you ?? "");

/** How many commands of this person have no answer yet. */
const asked = signal(0);
/** True while something that was said here waits for the server's disk. */
export const underWay: ReadonlySignal<boolean> = computed(() => asked.value > 0 || sections.underWay.value);
/** True while something that was said here is not on the server's disk, also what the server would not keep. */
export const unsaved: ReadonlySignal<boolean> = computed(() => asked.value > 0 || sections.unsaved.value);

async function command(method: string, request: object, says = 1): Promise<Refusal | null> {
  asked.value += says;
  try {
    const reply = await table.ask<CommandReply>(method, { ...request, operation: newId("o") });
    return reply.refusal;
  } finally {
    asked.value -= says;
  }
}

/** Asks the plan; repeated until answered, carried out once. Null means done. */
export const askPlan = (plan: string, planCommand: PlanCommand) =>
  command("PlanCommand", { plan, command: planCommand });

/** Asks the meeting; repeated until answered, carried out once. Null means done. */
export const askMeeting = (meeting: string, meetingCommand: MeetingCommand) =>
  // The page itself comes in, at each return: nobody said anything.
  command("MeetingCommand", { meeting, command: meetingCommand }, meetingCommand.kind === "enterRoom" ? 0 : 1);

/** Shares an item with the readers of another section; it cannot be taken back. */
export const releaseItem = (plan: string, section: string, item: string, target: string) =>
  command("ReleaseItem", { plan, section, item, target });

/** The person leaves the meeting's page. */
export function closeMeeting(meeting: string): void {
  table.send("CloseMeetingView", { meeting });
  liveMeeting.open(null);
}
