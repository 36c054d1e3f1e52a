using System.Text.Json.Serialization;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Commands;

/// <summary>What somebody asks of a family plan (design D4).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ProposeCommitment), "proposeCommitment")]
[JsonDerivedType(typeof(RewordCommitment), "rewordCommitment")]
[JsonDerivedType(typeof(AnswerCommitment), "answerCommitment")]
[JsonDerivedType(typeof(RecordResult), "recordResult")]
[JsonDerivedType(typeof(EndCommitment), "endCommitment")]
[JsonDerivedType(typeof(AcknowledgeMinutes), "acknowledgeMinutes")]
[JsonDerivedType(typeof(ReactToMinutes), "reactToMinutes")]
[JsonDerivedType(typeof(GiveConsent), "giveConsent")]
[JsonDerivedType(typeof(WithdrawConsent), "withdrawConsent")]
[JsonDerivedType(typeof(WriteChildWords), "writeChildWords")]
[JsonDerivedType(typeof(ReleaseChildWords), "releaseChildWords")]
[JsonDerivedType(typeof(WriteWithChild), "writeWithChild")]
[JsonDerivedType(typeof(ReleaseWithChild), "releaseWithChild")]
[JsonDerivedType(typeof(ShareTreatment), "shareTreatment")]
public abstract record PlanCommand;

/// <summary>Proposes a commitment; its id is chosen by the caller so that a repeated call is one commitment.</summary>
/// <param name="Id">A new id.</param>
/// <param name="Text">What is agreed, 1 to 1,000 characters.</param>
/// <param name="Owner">The one owner.</param>
/// <param name="Checker">Who checks, not the owner; needed before it can be agreed (BR-30).</param>
/// <param name="Kind">The type; <c>commitmentKind</c> in JSON, because <c>kind</c> is the command's own.</param>
/// <param name="DueOn">The day.</param>
/// <param name="Recurrence">Or how often, at most 100 characters.</param>
/// <param name="Audience">The section whose audience may see it; the owner and checker must be in it.</param>
public sealed record ProposeCommitment(
    CommitmentId Id,
    string Text,
    PersonId Owner,
    PersonId? Checker,
    [property: JsonPropertyName("commitmentKind")] CommitmentKind Kind,
    DateOnly? DueOn,
    string? Recurrence,
    SectionId Audience) : PlanCommand;

/// <summary>Changes a commitment's text, checker or date; every answer to the text before is void.</summary>
/// <param name="Id">The commitment.</param>
/// <param name="TextVersion">The version that the caller saw.</param>
/// <param name="Text">The new text.</param>
/// <param name="Checker">Who checks.</param>
/// <param name="DueOn">The day.</param>
/// <param name="Recurrence">Or how often.</param>
public sealed record RewordCommitment(
    CommitmentId Id,
    int TextVersion,
    string Text,
    PersonId? Checker,
    DateOnly? DueOn,
    string? Recurrence) : PlanCommand;

/// <summary>The owner answers personally (BR-31).</summary>
/// <param name="Id">The commitment.</param>
/// <param name="TextVersion">The version that the owner read.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Remark">What must change; required with "niet eens".</param>
/// <param name="Room">The room of an open meeting in which it is answered: those in it read the answer at once. Without one, only those who are in every room of the owner do.</param>
/// <param name="After">How many times the caller answered it or said how it went before, as its view says; after another number, however late this arrives, it is refused. Null, as of pages from before: whatever they said.</param>
public sealed record AnswerCommitment(
    CommitmentId Id, int TextVersion, CommitmentAnswer Answer, string? Remark, RoomId? Room = null, int? After = null) : PlanCommand;

/// <summary>The owner, the checker or the chair records the result of an agreed commitment, or corrects it.</summary>
/// <param name="Id">The commitment.</param>
/// <param name="Result">Kept, PartlyKept or NotKept.</param>
/// <param name="Remark">A word of explanation, or null.</param>
/// <param name="Room">The room in which it is recorded, as for <see cref="AnswerCommitment"/>.</param>
/// <param name="TextVersion">The version that the caller saw; null from pages of before this was asked.</param>
/// <param name="After">After which of the caller's own answers and results, as for <see cref="AnswerCommitment"/>.</param>
public sealed record RecordResult(
    CommitmentId Id, CommitmentStatus Result, string? Remark, RoomId? Room = null, int? TextVersion = null, int? After = null) : PlanCommand;

/// <summary>The owner or the director ends a commitment without a result, or whoever proposed it takes it back while it is only proposed.</summary>
/// <param name="Id">The commitment.</param>
/// <param name="TextVersion">The version that the caller saw.</param>
/// <param name="Reason">Why, 1 to 1,000 characters.</param>
/// <param name="Room">The room in which it is ended, as for <see cref="AnswerCommitment"/>.</param>
public sealed record EndCommitment(CommitmentId Id, int TextVersion, string Reason, RoomId? Room = null) : PlanCommand;

/// <summary>"Gelezen": the recipient confirms receipt of the minutes; repeated is the same.</summary>
/// <param name="Minutes">The minutes.</param>
public sealed record AcknowledgeMinutes(MinutesId Minutes) : PlanCommand;

/// <summary>The recipient reacts to the minutes; appended, never changes them.</summary>
/// <param name="Minutes">The minutes.</param>
/// <param name="Text">The reaction, 1 to 4,000 characters.</param>
public sealed record ReactToMinutes(MinutesId Minutes, string Text) : PlanCommand;

/// <summary>The caller gives a consent that they were asked for, on their own screen; repeated is the same.</summary>
/// <param name="Consent">Which.</param>
public sealed record GiveConsent(ConsentId Consent) : PlanCommand;

/// <summary>Somebody who gives the consent, or the director for them, takes it back; it counts at once (BR-62).</summary>
/// <param name="Consent">Which.</param>
public sealed record WithdrawConsent(ConsentId Consent) : PlanCommand;

/// <summary>A child writes own words, or writes them anew; nobody else gets a byte of them before the child releases them (L3).</summary>
/// <param name="Id">A new id, or one of the caller's own.</param>
/// <param name="Part">What the words are part of.</param>
/// <param name="Text">The words, 1 to 4,000 characters.</param>
/// <param name="ReadFirst">Whether the child wants them read first (BR-24).</param>
public sealed record WriteChildWords(ChildWordsId Id, ChildWordsKind Part, string Text, bool ReadFirst) : PlanCommand;

/// <summary>The child says who may read the words; somebody left out no longer does.</summary>
/// <param name="Id">Which words.</param>
/// <param name="To">Who may read them; empty takes them back from everybody.</param>
public sealed record ReleaseChildWords(ChildWordsId Id, IReadOnlyList<PersonId> To) : PlanCommand;

/// <summary>
/// Writes down what a child under 12 says, on the device of somebody who helps it: the words are the child's, and exist
/// afterwards for nobody but those whom it named, the helper among the others.
/// </summary>
/// <param name="Id">A new id.</param>
/// <param name="Child">Whose words.</param>
/// <param name="Part">What the words are part of.</param>
/// <param name="Text">The words, 1 to 4,000 characters.</param>
/// <param name="ReadFirst">Whether the child wants them read first (BR-24).</param>
/// <param name="To">Whom the child lets read them; empty for nobody.</param>
public sealed record WriteWithChild(
    ChildWordsId Id, PersonId Child, ChildWordsKind Part, string Text, bool ReadFirst, IReadOnlyList<PersonId> To) : PlanCommand;

/// <summary>
/// A child under 12 says anew who may read its words, with the help of somebody who wrote them down with it or who reads them.
/// </summary>
/// <param name="Id">Which words.</param>
/// <param name="Child">Whose words.</param>
/// <param name="To">Who may read them; empty takes them back from everybody.</param>
public sealed record ReleaseWithChild(ChildWordsId Id, PersonId Child, IReadOnlyList<PersonId> To) : PlanCommand;

/// <summary>
/// A professional decides that treatment content may stand in the plan, and who reads it, by name (BR-65). Opens the part of
/// the plan in which they alone write about this client, or changes who reads it; somebody left out no longer does.
/// </summary>
/// <param name="About">Whose treatment: somebody whom the caller works for.</param>
/// <param name="Readers">Who reads it besides the caller and the director, who carries the plan.</param>
/// <param name="InMinutes">Whether it also stands in the minutes of those who read it.</param>
public sealed record ShareTreatment(PersonId About, IReadOnlyList<PersonId> Readers, bool InMinutes) : PlanCommand;
