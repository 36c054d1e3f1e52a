// What travels between the server and the client: enums camelCase, days yyyy-MM-dd, instants ISO 8601 UTC, bytes base64.

export type CardColumn =
  | "harm"
  | "danger"
  | "complicatingFactor"
  | "strength"
  | "existingSafety"
  | "stepWorked"
  | "stepPartly"
  | "stepNotWorked"
  | "needsToHappen";
export type ItemKind = "fact" | "experience" | "judgement";
export type CommitmentAnswer = "agree" | "disagree" | "unsure";
export type CommitmentKind = "safetyRule" | "action" | "contactArrangement" | "emergencyStep" | "check";
export type CommitmentStatus = "proposed" | "agreed" | "kept" | "partlyKept" | "notKept" | "replaced";
export type DeliveryState = "blocked" | "queued" | "sent" | "opened" | "acknowledged" | "bounced";
export type FloorRequirementStatus = "notMet" | "partlyMet" | "met" | "lifted";
export type MeetingKind = "start" | "evaluation" | "acute" | "closing";
export type MeetingPhase =
  | "lobby"
  | "welcome"
  | "mapping"
  | "scoring"
  | "differences"
  | "commitments"
  | "readBack"
  | "closed";
export type PersonRole =
  | "child"
  | "parentWithAuthority"
  | "parentWithoutAuthority"
  | "networkMember"
  | "caseDirector"
  | "processDirector"
  | "behaviouralExpert"
  | "safeHomeWorker"
  | "professional"
  | "trustedPerson"
  | "interpreter";
export type ScoreInputMode = "self" | "withHelp" | "byTrustedPerson" | "advance" | "childScale";
export type ScoreVisibility = "everyone" | "directorOnly";
export type SectionMode = "live" | "released";

export interface Refusal {
  code: string;
  about: string[];
}

export interface PlanView {
  id: string;
  familyName: string;
  reason: string;
  you: string;
  rights: PlanRights;
  people: PersonView[];
  sections: SectionView[];
  floorRequirements: FloorRequirementView[];
  commitments: CommitmentView[];
  meetings: MeetingSummary[];
  minutes: MinutesSummary[];
  deliveries: DeliveryView[];
  director: DirectorContact | null;
}

export interface PlanRights {
  chair: boolean;
  propose: boolean;
  manage: boolean;
}

export interface PersonView {
  id: string;
  name: string;
  role: PersonRole;
  organisation: string | null;
  relation: string | null;
}

export interface SectionView {
  id: string;
  mode: SectionMode;
  audience: string[];
  canWrite: boolean;
  shielded: boolean;
  releaseTo: string[];
}

export interface FloorRequirementView {
  id: string;
  text: string;
  imposedBy: string;
  status: FloorRequirementStatus;
}

export interface CommitmentView {
  id: string;
  number: number;
  text: string;
  textVersion: number;
  owner: string;
  checker: string | null;
  kind: CommitmentKind;
  dueOn: string | null;
  recurrence: string | null;
  status: CommitmentStatus;
  answer: CommitmentAnswer | null;
  remark: string | null;
  audience: string;
  canAnswer: boolean;
}

export interface MeetingSummary {
  id: string;
  kind: MeetingKind;
  startsAt: string;
  closed: boolean;
}

export interface MinutesSummary {
  id: string;
  meetingId: string;
  publishedAt: string;
  acknowledgedAt: string | null;
}

export interface DeliveryView {
  id: string;
  minutesId: string;
  recipient: string;
  wasAbsent: boolean;
  state: DeliveryState;
  at: string;
}

export interface DirectorContact {
  name: string;
  organisation: string | null;
  phone: string | null;
}

export interface MeetingView {
  id: string;
  planId: string;
  kind: MeetingKind;
  startsAt: string;
  rooms: RoomView[];
  canClose: string[] | null;
}

export interface RoomView {
  id: string;
  phase: MeetingPhase;
  admitted: boolean;
  youReady: boolean;
  readyCount: number;
  connectedCount: number;
  participants: ParticipantView[];
  round: ScoreRoundView | null;
  earlierRounds: ScoreRoundView[];
}

export interface ParticipantView {
  person: string;
  chair: boolean;
  connected: boolean;
  waiting: boolean;
  ready: boolean;
}

export interface ScoreRoundView {
  number: number;
  question: string;
  anchor0: string;
  anchor10: string;
  eligible: string[];
  done: string[];
  yours: OwnScoreView | null;
  revealed: RevealedScoreView[] | null;
  forcedReason: string | null;
}

export interface OwnScoreView {
  value: number | null;
  passReason: string | null;
  why: string;
  oneHigher: string;
  visibility: ScoreVisibility;
  seal: string;
}

export interface RevealedScoreView {
  person: string;
  value: number | null;
  passed: boolean;
  knownToDirectorOnly: boolean;
  passReason: string | null;
  why: string | null;
  oneHigher: string | null;
  seal: string | null;
  nonce: string | null;
}

export type MeetingCommand =
  | { kind: "enterRoom"; room: string }
  | { kind: "admitPerson"; room: string; person: string }
  | { kind: "admitEveryone"; room: string }
  | { kind: "moveToPhase"; room: string; phase: MeetingPhase }
  | { kind: "setReady"; room: string; ready: boolean }
  | { kind: "openScoreRound"; room: string }
  | {
      kind: "giveScore";
      room: string;
      value: number | null;
      passReason: string | null;
      why: string;
      oneHigher: string;
      mode: ScoreInputMode;
      visibility: ScoreVisibility;
    }
  | { kind: "revealScores"; room: string; forcedReason: string | null }
  | { kind: "noteAbsence"; person: string; note: string }
  | { kind: "closeMeeting"; nextMeetingOn: string | null; withoutNextReason: string | null };

export type PlanCommand =
  | {
      kind: "proposeCommitment";
      id: string;
      text: string;
      owner: string;
      checker: string | null;
      commitmentKind: CommitmentKind;
      dueOn: string | null;
      recurrence: string | null;
      audience: string;
    }
  | {
      kind: "rewordCommitment";
      id: string;
      textVersion: number;
      text: string;
      checker: string | null;
      dueOn: string | null;
      recurrence: string | null;
    }
  | { kind: "answerCommitment"; id: string; textVersion: number; answer: CommitmentAnswer; remark: string | null }
  | { kind: "recordResult"; id: string; result: CommitmentStatus; remark: string | null }
  | { kind: "acknowledgeMinutes"; minutes: string }
  | { kind: "reactToMinutes"; minutes: string; text: string };

// Hub: requests, replies and events.

export interface OpenSectionRequest {
  section: string;
  stateVector: string;
}

export interface OpenSectionReply {
  refusal: Refusal | null;
  update: string;
  stateVector: string;
  clients: Record<string, string>;
  canWrite: boolean;
}

export interface PushUpdateRequest {
  section: string;
  number: number;
  update: string;
}

export interface SetPresenceRequest {
  section: string;
  item: string | null;
  typing: boolean;
}

export interface PersonPresence {
  person: string;
  item: string | null;
  typing: boolean;
}

export interface OpenPlanReply {
  refusal: Refusal | null;
  view: PlanView | null;
}

export interface OpenMeetingReply {
  refusal: Refusal | null;
  view: MeetingView | null;
}

export interface CommandReply {
  refusal: Refusal | null;
}

export interface PlanCommandRequest {
  plan: string;
  operation: string;
  command: PlanCommand;
}

export interface ReleaseItemRequest {
  plan: string;
  operation: string;
  section: string;
  item: string;
  target: string;
}

export interface MeetingCommandRequest {
  meeting: string;
  operation: string;
  command: MeetingCommand;
}

export interface UpdatedEvent {
  section: string;
  update: string;
  clients: Record<string, string>;
}

export interface AcknowledgedEvent {
  section: string;
  number: number;
}

export interface RefusedEvent {
  section: string;
  number: number;
  refusal: Refusal;
}

export interface PresenceEvent {
  section: string;
  people: PersonPresence[];
}

export interface ResyncEvent {
  section: string;
}

export interface SectionChangedEvent {
  section: string;
  canWrite: boolean;
}

// HTTP.

export interface LookReply {
  firstName: string;
  needsCode: boolean;
}

export interface LandingReply {
  plan: string | null;
  meeting: string | null;
  minutes: string | null;
}

export interface EnterReply {
  landing: LandingReply;
}

export interface MyPlan {
  plan: string;
  person: string;
  familyName: string;
  role: PersonRole;
  meetings: MeetingSummary[];
  minutes: MinutesSummary[];
}

export type SessionScope = "full" | "minutes";

export interface MeReply {
  plans: MyPlan[];
  canOpenPlans: boolean;
  scope: SessionScope;
}

export interface ReactionReply {
  by: string;
  at: string;
  text: string;
}

export interface MinutesReply {
  id: string;
  plan: string;
  title: string;
  html: string;
  hash: string;
  publishedAt: string;
  acknowledgedAt: string | null;
  reactions: ReactionReply[];
}

export interface InvitationReply {
  link: string;
  code: string;
  mailed: boolean;
}
