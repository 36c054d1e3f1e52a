// What travels between the server and the client: enums camelCase, days yyyy-MM-dd, instants ISO 8601 UTC, bytes base64.
// Made from the C# records by: dotnet run --project src/RoundTable.Server -- --write-types web-client/src/wire/types.ts

export type AccessAction = "opened" | "printed" | "received" | "changed" | "refused";

export interface AccessLineView {
  day: string;
  person: PersonView;
  action: AccessAction;
  what: AccessSubject;
  emergency: boolean;
}

export interface AccessReply {
  lines: AccessLineView[];
}

export type AccessSubject = "plan" | "section" | "history" | "meeting" | "minutes" | "invitation" | "log" | "person" | "childWords";

export interface AcknowledgeMinutes {
  kind: "acknowledgeMinutes";
  minutes: MinutesId;
}

export interface AcknowledgedEvent {
  section: SectionId;
  number: number;
}

export interface AddPersonBody {
  name: string;
  role: PersonRole;
  organisation?: string | null;
  relation?: string | null;
  email?: string | null;
  phone?: string | null;
  birthDate?: string | null;
  inCircle?: boolean;
  legalBasis?: LegalBasisBody | null;
  serves?: PersonId | null;
  aliasName?: string | null;
  shieldedFrom?: PersonId[] | null;
  hiddenFrom?: PersonId[] | null;
}

export interface AdmitEveryone {
  kind: "admitEveryone";
  room: RoomId;
  people?: PersonId[] | null;
}

export interface AdmitPerson {
  kind: "admitPerson";
  room: RoomId;
  person: PersonId;
}

export interface AnswerCommitment {
  kind: "answerCommitment";
  id: CommitmentId;
  textVersion: number;
  answer: CommitmentAnswer;
  remark: string | null;
  room?: RoomId | null;
  after?: number | null;
}

export interface AskConsentBody {
  kind: ConsentKind;
  about: PersonId[];
  to: PersonId[];
  categories: DataCategory[];
  purpose: string;
  restrictions?: string | null;
  from?: string | null;
  validUntil?: string | null;
}

export type BlockedBy = "guard" | "basis" | "decision" | "together";

export interface CallOffMeeting {
  kind: "callOffMeeting";
}

export type CardColumn = "harm" | "danger" | "complicatingFactor" | "strength" | "existingSafety" | "stepWorked" | "stepPartly" | "stepNotWorked" | "needsToHappen";

export type ChildWordsId = string;

export type ChildWordsKind = "houseOfWorries" | "houseOfGoodThings" | "houseOfDreams" | "statement";

export interface ChildWordsView {
  id: ChildWordsId;
  child: PersonId;
  part: ChildWordsKind;
  text: string;
  readFirst: boolean;
  releasedTo: PersonId[];
  helper: PersonId | null;
}

export interface CloseMeeting {
  kind: "closeMeeting";
  nextMeetingOn: string | null;
  withoutNextReason: string | null;
  step?: number | null;
}

export interface CloseMeetingViewRequest {
  meeting: MeetingId;
}

export interface CloseSectionRequest {
  section: SectionId;
}

export interface CommandReply {
  refusal: Refusal | null;
}

export type CommitmentAnswer = "agree" | "disagree" | "unsure";

export type CommitmentId = string;

export type CommitmentKind = "safetyRule" | "action" | "contactArrangement" | "emergencyStep" | "check";

export interface CommitmentResultView {
  result: CommitmentStatus;
  remark: string | null;
  by: PersonId | null;
  on: string | null;
}

export type CommitmentStatus = "proposed" | "agreed" | "kept" | "partlyKept" | "notKept" | "replaced";

export interface CommitmentView {
  id: CommitmentId;
  number: number;
  text: string;
  textVersion: number;
  owner: PersonId;
  checker: PersonId | null;
  kind: CommitmentKind;
  dueOn: string | null;
  recurrence: string | null;
  status: CommitmentStatus;
  answer: CommitmentAnswer | null;
  remark: string | null;
  result: CommitmentResultView | null;
  endReason: string | null;
  audience: SectionId | null;
  canAnswer: boolean;
  canEnd: boolean;
  youSaid: number;
}

export interface ConsentGivenView {
  by: PersonId;
  on: string;
  medium: ConsentMedium;
  witness: PersonId | null;
}

export type ConsentId = string;

export type ConsentKind = "liftSecrecy" | "shareData" | "agreementToHelp" | "networkTakesPart";

export type ConsentMedium = "screen" | "paper" | "spoken";

export interface ConsentView {
  id: ConsentId;
  kind: ConsentKind;
  about: PersonId[];
  to: PersonId[];
  categories: DataCategory[];
  purpose: string;
  restrictions: string | null;
  from: string;
  validUntil: string;
  given: ConsentGivenView[];
  missing: PersonId[];
  withdrawn: boolean;
  counts: boolean | null;
  canGive: boolean;
  canWithdraw: boolean;
}

export type DataCategory = "attendance" | "safety" | "agreements" | "school" | "development" | "money" | "housing" | "treatment";

export type DeliveryId = string;

export type DeliveryState = "blocked" | "queued" | "sent" | "opened" | "acknowledged" | "bounced" | "needsCode";

export interface DeliveryView {
  id: DeliveryId;
  minutesId: MinutesId;
  recipient: PersonId;
  wasAbsent: boolean;
  state: DeliveryState;
  at: string;
  blockedBy: BlockedBy | null;
  whyNot: string | null;
  remindedAt: string | null;
}

export type DeviceKind = "unknown" | "phone" | "tablet" | "computer";

export interface DirectorContact {
  name: string;
  organisation: string | null;
  phone: string | null;
}

export interface EmergencyBody {
  reason: string;
}

export type EmergencyId = string;

export interface EmergencyReviewBody {
  verdict: EmergencyVerdict;
  remark: string;
}

export interface EmergencyUseView {
  id: EmergencyId;
  by: PersonId;
  reason: string | null;
  at: string;
  until: string;
  verdict: EmergencyVerdict | null;
  remark: string | null;
  canReview: boolean;
}

export type EmergencyVerdict = "justified" | "misuse";

export interface EmergencyView {
  id: EmergencyId;
  until: string;
  familyName: string;
  reason: string;
  people: PersonView[];
  floorRequirements: FloorRequirementView[];
  commitments: CommitmentView[];
  card: MinutesItem[];
  director: DirectorContact | null;
}

export interface EndCommitment {
  kind: "endCommitment";
  id: CommitmentId;
  textVersion: number;
  reason: string;
  room?: RoomId | null;
}

export interface EnterReply {
  landing: LandingReply;
}

export interface EnterRequest {
  token: string;
  code?: string | null;
}

export interface EnterRoom {
  kind: "enterRoom";
  room: RoomId;
}

export interface EraseBody {
  familyName: string;
  reason: string;
}

export interface ErasedKey {
  id: string;
  owner: string;
  madeAt: string;
  destroyedAt: string;
}

export interface ErasedStream {
  name: string;
  head: number;
  headHash: string;
}

export interface ErasureReport {
  plan: PlanId;
  decidedAt: string;
  by: string;
  reason: string;
  streams: ErasedStream[];
  keys: ErasedKey[];
  doneAt: string | null;
}

export type FloorRequirementId = string;

export type FloorRequirementStatus = "notMet" | "partlyMet" | "met" | "lifted";

export interface FloorRequirementView {
  id: FloorRequirementId;
  text: string;
  imposedBy: string;
  status: FloorRequirementStatus;
}

export interface GiveConsent {
  kind: "giveConsent";
  consent: ConsentId;
}

export interface GiveScore {
  kind: "giveScore";
  room: RoomId;
  round: number;
  value: number | null;
  passReason: string | null;
  why: string;
  oneHigher: string;
  mode: ScoreInputMode;
  visibility: ScoreVisibility;
  instead?: string | null;
}

export interface HistoryReply {
  steps: StepReply[];
  hasEarlier: boolean;
  moments: MomentReply[];
}

export interface InvitationReply {
  link: string | null;
  code: string | null;
  mailed: boolean;
}

export interface InviteToMeetingBody {
  person: PersonId;
  room?: RoomId | null;
}

export type ItemId = string;

export type ItemKind = "fact" | "experience" | "judgement";

export interface LandingReply {
  plan: PlanId | null;
  meeting: MeetingId | null;
  minutes: MinutesId | null;
}

export interface LegalBasisBody {
  code: string;
  necessity: string;
  proportionality: string;
  to?: PersonId[] | null;
  consulted?: string | null;
  informedOn?: string | null;
  whyNotInformed?: string | null;
  until?: string | null;
  categories?: DataCategory[] | null;
}

export type LegalBasisId = string;

export interface LegalBasisReply {
  code: string;
  article: string;
  text: string;
}

export interface LegalBasisView {
  id: LegalBasisId;
  code: string;
  to: PersonId[];
  necessity: string;
  from: string;
  until: string | null;
  holds: boolean;
  categories: DataCategory[];
}

export interface LookReply {
  firstName: string;
  needsCode: boolean;
}

export interface LookRequest {
  token: string;
}

export interface MailSignInBody {
  email: string;
}

export interface MeReply {
  plans: MyPlan[];
  canOpenPlans: boolean;
  scope: SessionScope;
  visitor: string;
}

export type MeetingCommand =
  | EnterRoom
  | AdmitPerson
  | AdmitEveryone
  | MoveToPhase
  | SetReady
  | OpenScoreRound
  | GiveScore
  | ScoreWithChild
  | RevealScores
  | NoteAbsence
  | CloseMeeting
  | CallOffMeeting;

export interface MeetingCommandRequest {
  meeting: MeetingId;
  operation: OperationId;
  command: MeetingCommand;
}

export type MeetingId = string;

export type MeetingKind = "start" | "evaluation" | "acute" | "closing";

export type MeetingPhase = "lobby" | "welcome" | "mapping" | "scoring" | "differences" | "commitments" | "readBack" | "closed";

export interface MeetingPlannedReply {
  meeting: MeetingId;
}

export interface MeetingSummary {
  id: MeetingId;
  kind: MeetingKind;
  startsAt: string;
  closed: boolean;
  calledOff: boolean;
}

export interface MeetingView {
  id: MeetingId;
  planId: PlanId;
  kind: MeetingKind;
  startsAt: string;
  rooms: RoomView[];
  canClose: string[] | null;
  calledOff: boolean;
  step: number | null;
}

export type MinutesId = string;

export interface MinutesItem {
  column: CardColumn;
  kind: ItemKind;
  speaker: string | null;
  text: string;
}

export interface MinutesReply {
  id: MinutesId;
  plan: PlanId;
  title: string;
  html: string;
  hash: string;
  publishedAt: string;
  acknowledgedAt: string | null;
  reactions: ReactionReply[];
  newer: NewerMinutes | null;
}

export interface MinutesSummary {
  id: MinutesId;
  meetingId: MeetingId;
  publishedAt: string;
  acknowledgedAt: string | null;
}

export type MomentKind = "meetingStart" | "meetingEnd" | "named";

export interface MomentReply {
  kind: MomentKind;
  name: string | null;
  meeting: MeetingId | null;
  at: string;
  seq: number;
}

export interface MoveToPhase {
  kind: "moveToPhase";
  room: RoomId;
  phase: MeetingPhase;
  step?: number | null;
}

export interface MyPlan {
  plan: PlanId;
  person: PersonId;
  familyName: string;
  role: PersonRole;
  meetings: MeetingSummary[];
  minutes: MinutesSummary[];
}

export interface NameMomentBody {
  name: string;
}

export interface NewerMinutes {
  id: MinutesId | null;
  publishedAt: string;
}

export interface NoteAbsence {
  kind: "noteAbsence";
  person: PersonId;
  note: string;
  replaces?: boolean;
}

export interface OpenMeetingReply {
  refusal: Refusal | null;
  view: MeetingView | null;
}

export interface OpenMeetingRequest {
  meeting: MeetingId;
}

export interface OpenPlanBody {
  familyName: string;
  municipality: string;
  reason: string;
  directorName?: string | null;
  directorOrganisation?: string | null;
  directorEmail?: string | null;
  directorPhone?: string | null;
}

export interface OpenPlanReply {
  refusal: Refusal | null;
  view: PlanView | null;
}

export interface OpenPlanRequest {
  plan: PlanId;
}

export interface OpenScoreRound {
  kind: "openScoreRound";
  room: RoomId;
  after?: number | null;
}

export interface OpenSectionReply {
  refusal: Refusal | null;
  update: string;
  stateVector: string;
  clients: Record<string, PersonId>;
  canWrite: boolean;
  itemLength: number;
}

export interface OpenSectionRequest {
  section: SectionId;
  stateVector: string;
}

export type OperationId = string;

export interface OwnScoreView {
  value: number | null;
  passReason: string | null;
  why: string;
  oneHigher: string;
  visibility: ScoreVisibility;
  seal: string;
}

export interface ParticipantView {
  person: PersonId;
  chair: boolean;
  connected: boolean;
  waiting: boolean;
  ready: boolean;
}

export interface PastItem {
  id: ItemId;
  column: CardColumn;
  kind: ItemKind;
  speaker: PersonId | null;
  author: PersonId | null;
  withdrawn: boolean;
  text: string;
}

export interface PersonAddedReply {
  person: PersonId;
}

export type PersonId = string;

export interface PersonPresence {
  person: PersonId;
  item: ItemId | null;
  typing: boolean;
}

export type PersonRole = "child" | "parentWithAuthority" | "parentWithoutAuthority" | "networkMember" | "caseDirector" | "processDirector" | "behaviouralExpert" | "safeHomeWorker" | "professional" | "trustedPerson" | "interpreter";

export interface PersonView {
  id: PersonId;
  name: string;
  role: PersonRole;
  organisation: string | null;
  relation: string | null;
}

export type PlanCommand =
  | ProposeCommitment
  | RewordCommitment
  | AnswerCommitment
  | RecordResult
  | EndCommitment
  | AcknowledgeMinutes
  | ReactToMinutes
  | GiveConsent
  | WithdrawConsent
  | WriteChildWords
  | ReleaseChildWords
  | WriteWithChild
  | ReleaseWithChild
  | ShareTreatment;

export interface PlanCommandRequest {
  plan: PlanId;
  operation: OperationId;
  command: PlanCommand;
}

export type PlanId = string;

export interface PlanMeetingBody {
  kind: MeetingKind;
  startsAt: string;
  participants: PersonId[];
  informed?: PersonId[] | null;
  otherRooms?: RoomBody[] | null;
}

export interface PlanOpenedReply {
  plan: PlanId;
  person: PersonId;
}

export interface PlanRights {
  chair: boolean;
  propose: boolean;
  manage: boolean;
  emergency: boolean;
}

export interface PlanView {
  id: PlanId;
  familyName: string;
  reason: string;
  you: PersonId;
  rights: PlanRights;
  people: PersonView[];
  sections: SectionView[];
  floorRequirements: FloorRequirementView[];
  commitments: CommitmentView[];
  meetings: MeetingSummary[];
  minutes: MinutesSummary[];
  deliveries: DeliveryView[];
  director: DirectorContact | null;
  consents: ConsentView[];
  legalBases: LegalBasisView[];
  tasks: TaskView[];
  relations: RelationView[];
  protections: ProtectionView[];
  childWords: ChildWordsView[];
  offeredTo: PersonId | null;
  emergencies: EmergencyUseView[];
  clients: PersonId[];
  youngChildren: YoungChildView[];
  shieldings: ShieldingView[];
}

export interface PresenceEvent {
  section: SectionId;
  people: PersonPresence[];
  gone: PersonId[] | null;
}

export interface ProposeCommitment {
  kind: "proposeCommitment";
  id: CommitmentId;
  text: string;
  owner: PersonId;
  checker: PersonId | null;
  commitmentKind: CommitmentKind;
  dueOn: string | null;
  recurrence: string | null;
  audience: SectionId;
}

export interface ProtectionBody {
  protected: PersonId[];
  from: PersonId[];
  indirect: PersonId[];
  hides: string;
  words: string[];
  reason: string;
  reviewOn: string;
  id?: ProtectionId | null;
  since?: string | null;
}

export type ProtectionId = string;

export interface ProtectionView {
  id: ProtectionId;
  protected: PersonId[];
  from: PersonId[];
  indirect: PersonId[];
  hides: string;
  words: string[];
  reason: string;
  reviewOn: string | null;
  since: string | null;
}

export interface PushUpdateRequest {
  section: SectionId;
  number: number;
  update: string;
}

export interface ReactToMinutes {
  kind: "reactToMinutes";
  minutes: MinutesId;
  text: string;
}

export interface ReactionBody {
  text: string;
  operation?: OperationId | null;
}

export interface ReactionReply {
  by: PersonId;
  at: string;
  text: string;
}

export interface RecordConsentBody {
  by: PersonId;
  medium: ConsentMedium;
  witness?: PersonId | null;
}

export interface RecordResult {
  kind: "recordResult";
  id: CommitmentId;
  result: CommitmentStatus;
  remark: string | null;
  room?: RoomId | null;
  textVersion?: number | null;
  after?: number | null;
}

export interface Refusal {
  code: string;
  about: string[];
}

export interface RefusedEvent {
  section: SectionId;
  number: number;
  refusal: Refusal;
}

export interface RelationBody {
  kind: RelationKind;
  of: PersonId;
  to: PersonId;
  id?: RelationId | null;
  from?: string | null;
  until?: string | null;
}

export type RelationId = string;

export type RelationKind = "authorityOver" | "serves" | "sourceOfDanger";

export interface RelationView {
  id: RelationId;
  kind: RelationKind;
  of: PersonId;
  to: PersonId;
  from: string;
  until: string | null;
}

export interface ReleaseChildWords {
  kind: "releaseChildWords";
  id: ChildWordsId;
  to: PersonId[];
}

export interface ReleaseItemRequest {
  plan: PlanId;
  operation: OperationId;
  section: SectionId;
  item: ItemId;
  target: SectionId;
}

export interface ReleaseWithChild {
  kind: "releaseWithChild";
  id: ChildWordsId;
  child: PersonId;
  to: PersonId[];
}

export interface RestoreBody {
  item?: string | null;
}

export interface ResyncEvent {
  section: SectionId;
  refusal?: Refusal | null;
}

export interface RevealScores {
  kind: "revealScores";
  room: RoomId;
  forcedReason: string | null;
  round?: number | null;
}

export interface RevealedScoreView {
  person: PersonId;
  value: number | null;
  passed: boolean;
  knownToDirectorOnly: boolean;
  passReason: string | null;
  why: string | null;
  oneHigher: string | null;
  seal: string | null;
  nonce: string | null;
  helper?: PersonId | null;
}

export interface RewordCommitment {
  kind: "rewordCommitment";
  id: CommitmentId;
  textVersion: number;
  text: string;
  checker: PersonId | null;
  dueOn: string | null;
  recurrence: string | null;
}

export interface RoomBody {
  startsAt: string;
  participants: PersonId[];
}

export type RoomId = string;

export interface RoomView {
  id: RoomId;
  phase: MeetingPhase;
  admitted: boolean;
  youReady: boolean;
  readyCount: number;
  connectedCount: number;
  participants: ParticipantView[];
  round: ScoreRoundView | null;
  earlierRounds: ScoreRoundView[];
  readFirst: ChildWordsId[];
  step: number;
}

export type ScoreInputMode = "self" | "withHelp" | "byTrustedPerson" | "advance" | "childScale";

export interface ScoreRoundView {
  number: number;
  question: string;
  anchor0: string;
  anchor10: string;
  eligible: PersonId[];
  done: PersonId[];
  yours: OwnScoreView | null;
  revealed: RevealedScoreView[] | null;
  forcedReason: string | null;
  children: PersonId[];
  replaces: string | null;
}

export type ScoreVisibility = "everyone" | "directorOnly";

export interface ScoreWithChild {
  kind: "scoreWithChild";
  room: RoomId;
  child: PersonId;
  round: number;
  value: number | null;
  passReason: string | null;
  why: string;
  oneHigher: string;
  visibility: ScoreVisibility;
}

export interface SeatedEvent {
  visitor: string;
}

export interface SectionChangedEvent {
  section: SectionId;
  canWrite: boolean;
}

export type SectionId = string;

export type SectionMode = "live" | "released";

export interface SectionView {
  id: SectionId;
  mode: SectionMode;
  audience: PersonId[];
  canWrite: boolean;
  shielded: boolean;
  releaseTo: SectionId[];
  moveTo: SectionId[];
  categories: DataCategory[];
  treatment: TreatmentView | null;
}

export interface SessionReply {
  id: string;
  device: DeviceKind;
  startedAt: string | null;
  expiresAt: string;
  current: boolean;
  minutesOnly: boolean;
}

export type SessionScope = "full" | "minutes";

export interface SessionsReply {
  sessions: SessionReply[];
}

export interface SetPresenceRequest {
  section: SectionId;
  item: ItemId | null;
  typing: boolean;
}

export interface SetReady {
  kind: "setReady";
  room: RoomId;
  ready: boolean;
  phase?: MeetingPhase | null;
  step?: number | null;
}

export interface ShareTreatment {
  kind: "shareTreatment";
  about: PersonId;
  readers: PersonId[];
  inMinutes: boolean;
}

export interface ShieldingView {
  person: PersonId;
  aliasName: string | null;
  shieldedFrom: PersonId[];
  hiddenFrom: PersonId[];
}

export interface SignInOffer {
  mail: boolean;
  openIdConnect: string | null;
}

export interface SignedOutEvent {
}

export interface SignedOutReply {
  providerSignOut: string;
}

export interface StepReply {
  seq: number;
  from: string;
  until: string;
  items: VersionReply[];
}

export type TaskKind = "askBasis" | "completeConsent" | "renewConsent" | "childTurned" | "reviewProtection" | "reviewShield" | "readTogether" | "takeOver" | "withheldItems" | "withheldCommitment" | "withheldText" | "wordInMinutes" | "reviewEmergency" | "callRecipient" | "giveCode" | "callInvited" | "callCalledOff";

export interface TaskView {
  key: string;
  kind: TaskKind;
  person: PersonId | null;
  age: number | null;
  about: string | null;
  on: string;
  canFinish: boolean;
  startsAt?: string | null;
}

export interface ThenReply {
  seq: number;
  at: string;
  items: PastItem[];
}

export interface TogetherMinutesView {
  id: MinutesId;
  publishedAt: string;
}

export interface TreatmentView {
  about: PersonId;
  yours: boolean;
  inMinutes: boolean;
}

export interface UpdatedEvent {
  section: SectionId;
  update: string;
  clients: Record<string, PersonId>;
}

export interface VersionReply {
  item: PastItem;
  by: PersonId[];
}

export interface WithdrawConsent {
  kind: "withdrawConsent";
  consent: ConsentId;
}

export interface WithoutCodeReply {
  people: PersonId[];
}

export interface WriteChildWords {
  kind: "writeChildWords";
  id: ChildWordsId;
  part: ChildWordsKind;
  text: string;
  readFirst: boolean;
}

export interface WriteWithChild {
  kind: "writeWithChild";
  id: ChildWordsId;
  child: PersonId;
  part: ChildWordsKind;
  text: string;
  readFirst: boolean;
  to: PersonId[];
}

export interface YoungChildView {
  child: PersonId;
  helps: boolean;
  readers: PersonView[];
  minutes: TogetherMinutesView[];
}

/** Methods of the hub that the client calls. */
export interface TableHub {
  CloseMeetingView(request: CloseMeetingViewRequest): Promise<void>;
  CloseSection(request: CloseSectionRequest): Promise<void>;
  MeetingCommand(request: MeetingCommandRequest): Promise<CommandReply>;
  OpenMeeting(request: OpenMeetingRequest): Promise<OpenMeetingReply>;
  OpenPlan(request: OpenPlanRequest): Promise<OpenPlanReply>;
  OpenSection(request: OpenSectionRequest): Promise<OpenSectionReply>;
  PlanCommand(request: PlanCommandRequest): Promise<CommandReply>;
  PushUpdate(request: PushUpdateRequest): Promise<void>;
  ReleaseItem(request: ReleaseItemRequest): Promise<CommandReply>;
  SetPresence(request: SetPresenceRequest): Promise<void>;
}

/** Methods that the server calls on the client. */
export interface TableClient {
  Acknowledged(message: AcknowledgedEvent): Promise<void>;
  MeetingChanged(view: MeetingView): Promise<void>;
  PlanChanged(view: PlanView): Promise<void>;
  Presence(message: PresenceEvent): Promise<void>;
  Refused(message: RefusedEvent): Promise<void>;
  Resync(message: ResyncEvent): Promise<void>;
  Seated(message: SeatedEvent): Promise<void>;
  SectionChanged(message: SectionChangedEvent): Promise<void>;
  SignedOut(message: SignedOutEvent): Promise<void>;
  Updated(message: UpdatedEvent): Promise<void>;
}
