using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Exports;

/// <summary>
/// Through whose eyes an export is made: those of the person whom it is about and, where somebody else makes it, theirs too.
/// What one of the two may not know is not in it: whoever makes a copy for somebody else has it in hands.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="person">Whom it is about.</param>
/// <param name="maker">Who makes it.</param>
internal sealed class ExportEyes(FamilyPlan plan, PersonId person, PersonId maker)
{
    private readonly PersonId[] _readers = [.. new[] { person, maker }.Distinct()];

    /// <summary>Whether the person makes it themselves.</summary>
    public bool IsOwn => person == maker;

    /// <summary>
    /// Whether the person reads in the plan: today, or, as a child under 12, together with the worker who makes it (BR-20).
    /// Somebody without a ground has their own data only.
    /// </summary>
    public bool ReadsPlan { get; } = Access.Has(plan, person) || (person != maker && plan.Person(person)?.Role == PersonRole.Child);

    public bool Knows(PersonId other) => _readers.All(r => Visibility.Knows(plan, r, other));

    /// <summary>The name as both may say it, or null.</summary>
    public string? NameOf(PersonId? other) => other is { } id && Knows(id)
        ? _readers.Select(r => Visibility.Named(r, plan.Person(id)!).Name).FirstOrDefault(name => name != plan.Person(id)!.Name) ?? plan.Person(id)!.Name
        : null;

    public IReadOnlyList<string> NamesOf(IEnumerable<PersonId> others) => [.. others.Select(o => NameOf(o)).OfType<string>()];

    public bool Reads(SectionId section) => ReadsPlan && _readers.All(r => SectionRules.Reads(plan, r, section));

    /// <summary>Whether both may read a text. What somebody wrote is theirs: that it vanished would tell them that they guessed right.</summary>
    public bool Fits(string? text, PersonId? author) =>
        string.IsNullOrEmpty(text) || LeakGuard.Check(plan, text, _readers.Where(r => r != author)).Count == 0;

    /// <summary>A text of nobody in particular; empty when there is a word in it that became protected from one of them.</summary>
    public string Text(string text) => Fits(text, null) ? text : "";
}
