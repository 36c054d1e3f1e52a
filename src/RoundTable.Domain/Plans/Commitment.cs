using System.Collections.Immutable;
using System.Text.Json.Serialization;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>A safety agreement or action with one owner (afspraak, handbook 4.7).</summary>
/// <param name="Id">Identifies the commitment.</param>
/// <param name="Text">What is agreed.</param>
/// <param name="TextVersion">Starts at 1; grows with each rewording.</param>
/// <param name="Owner">The one owner.</param>
/// <param name="Checker">Who checks; never the owner; null until chosen.</param>
/// <param name="Kind">The type.</param>
/// <param name="DueOn">The day, or null.</param>
/// <param name="Recurrence">How often, or null.</param>
/// <param name="Audience">The section whose audience sees it.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="TextBy">Who wrote this version of the text.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Answer">What the owner answered to this text version; null if nothing yet.</param>
/// <param name="Remark">What must change, if the owner disagrees.</param>
/// <param name="ResultRemark">The word of explanation at the last result, or null.</param>
/// <param name="ResultBy">Who recorded the last result, or null.</param>
public sealed record Commitment(
    CommitmentId Id,
    string Text,
    int TextVersion,
    PersonId Owner,
    PersonId? Checker,
    CommitmentKind Kind,
    DateOnly? DueOn,
    string? Recurrence,
    SectionId Audience,
    PersonId ProposedBy,
    PersonId TextBy,
    CommitmentStatus Status,
    CommitmentAnswer? Answer,
    string? Remark,
    string? ResultRemark,
    PersonId? ResultBy)
{
    /// <summary>Whether it says when: a day or a recurrence (BR-30).</summary>
    public bool HasDate => DueOn is not null || Recurrence is not null;

    /// <summary>The last result on these words: Kept, PartlyKept or NotKept; null if none.</summary>
    [JsonIgnore]
    public CommitmentStatus? Result { get; init; }

    /// <summary>The day in the Netherlands on which the last result was recorded, or null.</summary>
    [JsonIgnore]
    public DateOnly? ResultOn { get; init; }

    /// <summary>Why it was ended without a result, or null.</summary>
    [JsonIgnore]
    public string? EndReason { get; init; }

    /// <summary>Who ended it without a result, or null.</summary>
    [JsonIgnore]
    public PersonId? EndedBy { get; init; }

    /// <summary>Who was kept apart from its owner when <see cref="Remark"/> was written: it stays kept from them.</summary>
    [JsonIgnore]
    public ImmutableHashSet<PersonId> RemarkKeptFrom { get; init; } = [];

    /// <summary>The same of <see cref="ResultRemark"/> and who recorded the result.</summary>
    [JsonIgnore]
    public ImmutableHashSet<PersonId> ResultKeptFrom { get; init; } = [];

    /// <summary>The same of <see cref="EndReason"/> and who ended it.</summary>
    [JsonIgnore]
    public ImmutableHashSet<PersonId> EndKeptFrom { get; init; } = [];

    /// <summary>Whether its owner agreed to it once, whatever came after, in these words or earlier ones.</summary>
    [JsonIgnore]
    public bool WasAgreed { get; init; }

    /// <summary>The words that stand with it, and who wrote them.</summary>
    internal IEnumerable<CommitmentWords> Words
    {
        get
        {
            if (Remark is { } remark)
                yield return new CommitmentWords(Text, remark, Owner, RemarkKeptFrom);
            if (ResultRemark is { } why && ResultBy is { } by)
                yield return new CommitmentWords(Text, why, by, ResultKeptFrom);
            if (EndReason is { } reason && EndedBy is { } ender)
                yield return new CommitmentWords(Text, reason, ender, EndKeptFrom);
        }
    }

    /// <summary>Whether it is over: what was agreed once has a result, or it was replaced. It is no longer answered or reworded.</summary>
    public bool Settled => Status is not (CommitmentStatus.Proposed or CommitmentStatus.Agreed);

    /// <summary>Whether it still counts after a result of this day: what is done again and again does, until its last day is over.</summary>
    /// <param name="day">The day in the Netherlands.</param>
    internal bool GoesOn(DateOnly day) => Recurrence is not null && (DueOn is not { } last || day <= last);
}

/// <summary>Words with an answer, a result or an end.</summary>
/// <param name="Text">What was agreed.</param>
/// <param name="Words">The words.</param>
/// <param name="By">Who wrote them.</param>
/// <param name="KeptFrom">Who was kept apart from them then.</param>
internal sealed record CommitmentWords(string Text, string Words, PersonId By, ImmutableHashSet<PersonId> KeptFrom);
