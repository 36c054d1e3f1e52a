using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Views;

/// <summary>A consent as the viewer may see it: the director sees all of it, who gives it sees their own part.</summary>
/// <param name="Id">The consent.</param>
/// <param name="Kind">What sort of permission.</param>
/// <param name="About">Whose data it is about.</param>
/// <param name="To">Who may get the data.</param>
/// <param name="Categories">Which data.</param>
/// <param name="Purpose">What for; empty when a word in it or in the restrictions is kept from who took the plan over.</param>
/// <param name="Restrictions">What is left out, or null; null when the purpose is kept from the viewer.</param>
/// <param name="From">The first day.</param>
/// <param name="ValidUntil">The last day.</param>
/// <param name="Given">Who gave it and how, for the director; else only the viewer's own part.</param>
/// <param name="Missing">Who must still give it, for the director; else only the viewer.</param>
/// <param name="Withdrawn">Whether it was withdrawn; for somebody else than the director only their own withdrawal shows.</param>
/// <param name="Counts">Whether data may be shared because of it today; null for everybody but the director.</param>
/// <param name="CanGive">Whether the viewer may give it now.</param>
/// <param name="CanWithdraw">Whether the viewer may withdraw it now.</param>
public sealed record ConsentView(
    ConsentId Id,
    ConsentKind Kind,
    IReadOnlyList<PersonId> About,
    IReadOnlyList<PersonId> To,
    IReadOnlyList<DataCategory> Categories,
    string Purpose,
    string? Restrictions,
    DateOnly From,
    DateOnly ValidUntil,
    IReadOnlyList<ConsentGivenView> Given,
    IReadOnlyList<PersonId> Missing,
    bool Withdrawn,
    bool? Counts,
    bool CanGive,
    bool CanWithdraw);

/// <summary>That somebody gave a consent.</summary>
/// <param name="By">Who.</param>
/// <param name="On">On which day.</param>
/// <param name="Medium">How.</param>
/// <param name="Witness">Who was there when it was spoken, if the viewer may know them; else null.</param>
public sealed record ConsentGivenView(PersonId By, DateOnly On, ConsentMedium Medium, PersonId? Witness);

/// <summary>The use of a legal basis, for the director.</summary>
/// <param name="Id">The use.</param>
/// <param name="Code">Which basis.</param>
/// <param name="To">Who may get the data.</param>
/// <param name="Necessity">Why it is needed.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day, or null while it lasts.</param>
/// <param name="Holds">Whether it holds today.</param>
/// <param name="Categories">Which data.</param>
public sealed record LegalBasisView(
    LegalBasisId Id, string Code, IReadOnlyList<PersonId> To, string Necessity, DateOnly From, DateOnly? Until, bool Holds, IReadOnlyList<DataCategory> Categories);

/// <summary>Something that waits for the viewer.</summary>
/// <param name="Key">The same as long as it is the same task.</param>
/// <param name="Kind">What.</param>
/// <param name="Person">Whom it is about, or null.</param>
/// <param name="Age">The age that a child reached; null for other tasks.</param>
/// <param name="About">What it is about, by its id, or null.</param>
/// <param name="On">Since when, or by when.</param>
/// <param name="CanFinish">Whether it can be marked as done; the others end when what they ask for is there.</param>
/// <param name="StartsAt">When the meeting that was called off would have started for that person, as it was mailed to them; null for other tasks.</param>
public sealed record TaskView(string Key, TaskKind Kind, PersonId? Person, int? Age, string? About, DateOnly On, bool CanFinish, DateTimeOffset? StartsAt = null);

/// <summary>How two people stand to each other, for the director.</summary>
/// <param name="Id">The relation.</param>
/// <param name="Kind">What sort.</param>
/// <param name="Of">Whose.</param>
/// <param name="To">To whom.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day, or null while it lasts.</param>
public sealed record RelationView(RelationId Id, RelationKind Kind, PersonId Of, PersonId To, DateOnly From, DateOnly? Until);

/// <summary>A protection relation, for the director.</summary>
/// <param name="Id">The relation.</param>
/// <param name="Protected">Who is protected.</param>
/// <param name="From">From whom.</param>
/// <param name="Indirect">Through whom it could leak.</param>
/// <param name="Hides">What is hidden, in plain words.</param>
/// <param name="Words">The protected words.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReviewOn">When it is looked at again, or null.</param>
/// <param name="Since">Since when it is so, or null.</param>
public sealed record ProtectionView(
    ProtectionId Id,
    IReadOnlyList<PersonId> Protected,
    IReadOnlyList<PersonId> From,
    IReadOnlyList<PersonId> Indirect,
    string Hides,
    IReadOnlyList<string> Words,
    string Reason,
    DateOnly? ReviewOn,
    DateOnly? Since);

/// <summary>Words of a child: the child's own, or released to the viewer by name.</summary>
/// <param name="Id">The words.</param>
/// <param name="Child">Whose they are.</param>
/// <param name="Part">What they are part of.</param>
/// <param name="Text">The words.</param>
/// <param name="ReadFirst">Whether the child wants them read first.</param>
/// <param name="ReleasedTo">Who may read them, for the child; empty for everybody else.</param>
/// <param name="Helper">Who wrote down what the child said, if the viewer may know them; else null.</param>
public sealed record ChildWordsView(
    ChildWordsId Id, PersonId Child, ChildWordsKind Part, string Text, bool ReadFirst, IReadOnlyList<PersonId> ReleasedTo, PersonId? Helper);

/// <summary>A child under 12, for somebody who may be there for it (BR-20).</summary>
/// <param name="Child">The child.</param>
/// <param name="Helps">Whether the viewer may write down what it says.</param>
/// <param name="Readers">Whom the child can let read its words: known to both, named as both may name them; empty where the viewer does not help.</param>
/// <param name="Minutes">The child's minutes that the viewer may open, to read them together.</param>
public sealed record YoungChildView(PersonId Child, bool Helps, IReadOnlyList<PersonView> Readers, IReadOnlyList<TogetherMinutesView> Minutes);

/// <summary>Minutes of a child under 12.</summary>
/// <param name="Id">The minutes.</param>
/// <param name="PublishedAt">When they were published.</param>
public sealed record TogetherMinutesView(MinutesId Id, DateTimeOffset PublishedAt);

/// <summary>By which name somebody is known to some, and who may not know of them, for the director.</summary>
/// <param name="Person">Who.</param>
/// <param name="AliasName">The alias, or null.</param>
/// <param name="ShieldedFrom">Who reads the alias.</param>
/// <param name="HiddenFrom">Who may not know that this person is in the plan.</param>
public sealed record ShieldingView(PersonId Person, string? AliasName, IReadOnlyList<PersonId> ShieldedFrom, IReadOnlyList<PersonId> HiddenFrom);
