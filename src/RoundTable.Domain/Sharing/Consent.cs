using System.Text.Json.Serialization;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Sharing;

/// <summary>A consent (toestemming): asked by the director, given by each person who must, withdrawn by any of them (handbook 4.10).</summary>
/// <param name="Id">Identifies the consent.</param>
/// <param name="Kind">What sort of permission; only the first two are a ground to share.</param>
/// <param name="About">Whose data it is about; who must give it follows from them.</param>
/// <param name="To">Who may get the data.</param>
/// <param name="Categories">Which data.</param>
/// <param name="Purpose">What for, in plain words.</param>
/// <param name="Restrictions">What is left out, in plain words, or null.</param>
/// <param name="From">The first day.</param>
/// <param name="ValidUntil">The last day.</param>
/// <param name="TextVersion">Which plain-language text was shown.</param>
/// <param name="Given">Who gave it.</param>
/// <param name="WithdrawnOn">When it was withdrawn, or null.</param>
/// <param name="WithdrawnBy">By whom first, or null.</param>
/// <param name="WithdrawnToo">Who withdrew it after that, or null: whoever gave it may not know that it ended already (L10).</param>
public sealed record Consent(
    ConsentId Id,
    ConsentKind Kind,
    IReadOnlyList<PersonId> About,
    IReadOnlyList<PersonId> To,
    IReadOnlyList<DataCategory> Categories,
    string Purpose,
    string? Restrictions,
    DateOnly From,
    DateOnly ValidUntil,
    int TextVersion,
    IReadOnlyList<ConsentGiven> Given,
    DateOnly? WithdrawnOn,
    PersonId? WithdrawnBy,
    IReadOnlyList<PersonId>? WithdrawnToo = null)
{
    /// <summary>Who asked it: who directed then.</summary>
    [JsonIgnore]
    public PersonId? AskedBy { get; init; }

    /// <summary>Whether data may be shared because of it; the other kinds are no ground for that.</summary>
    public bool IsGround => Kind is ConsentKind.LiftSecrecy or ConsentKind.ShareData;

    /// <summary>Whether this person gave it.</summary>
    /// <param name="person">The person.</param>
    public bool IsGivenBy(PersonId person) => Given.Any(g => g.By == person);

    /// <summary>Whether this person withdrew it.</summary>
    /// <param name="person">The person.</param>
    public bool IsWithdrawnBy(PersonId person) => WithdrawnBy == person || WithdrawnToo?.Contains(person) == true;

    /// <summary>The consent after this person withdrew it; it ended when the first did.</summary>
    /// <param name="person">The person.</param>
    /// <param name="on">On which day.</param>
    public Consent Withdrawn(PersonId person, DateOnly on) => WithdrawnOn is null
        ? this with { WithdrawnOn = on, WithdrawnBy = person }
        : this with { WithdrawnToo = [.. WithdrawnToo ?? [], person] };
}

/// <summary>That somebody gave a consent.</summary>
/// <param name="By">Who.</param>
/// <param name="On">On which day.</param>
/// <param name="Medium">How.</param>
/// <param name="Witness">Who was there when it was spoken, or null.</param>
public sealed record ConsentGiven(PersonId By, DateOnly On, ConsentMedium Medium, PersonId? Witness);
