using System.Text.RegularExpressions;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Demo;

/// <summary>On what ground the organisations of a casebook family take part: consents, legal bases, or none yet.</summary>
internal static partial class DemoSharing
{
    private const string DirectlyInvolved = "directly-involved";
    private const string SafeHomeTask = "safe-home-task";
    private const string PublicTask = "public-task";

    /// <summary>Who has authority over which child: "moeder, gezag over Jayden en Noa", or over all with "gezag" alone.</summary>
    public static IEnumerable<PlanSetup> Authority(CasebookCase from, DateOnly today) =>
        from parent in @from.People
        where parent.Role.Contains("gezag", StringComparison.Ordinal)
        let over = parent.Role.Split("gezag over ") is [_, var names] ? names : null
        from child in @from.People
        where child.Kind == "child" && (over is null || over.Contains(FirstName(child.Name), StringComparison.Ordinal))
        select new SetRelation(new Relation(
            DemoIds.Of<RelationId>($"{parent.Id}-{child.Id}"), RelationKind.AuthorityOver, DemoIds.Of<PersonId>(parent.Id), DemoIds.Of<PersonId>(child.Id), today, null));

    /// <summary>The legal basis of somebody at the table or invited; null when the casebook says that it is a consent, or that there is none.</summary>
    public static LegalBasisUse? Basis(Person person, string? basis, Person director, DateOnly today) =>
        !Domain.Permissions.PermissionTable.NeedsBasis(person.Role) || basis?.StartsWith("toestemming", StringComparison.Ordinal) == true
            || basis?.StartsWith("ontbreekt", StringComparison.Ordinal) == true
            ? null
            : new LegalBasisUse(
                LegalBasisId.From($"basis-{person.Id}"),
                person.Role == PersonRole.SafeHomeWorker ? SafeHomeTask : basis?.StartsWith("wettelijke taak", StringComparison.Ordinal) == true ? PublicTask : DirectlyInvolved,
                [person.Id],
                "Zonder deze partij is de veiligheid niet goed te volgen.",
                "Deze partij leest alleen wat voor het eigen werk nodig is.",
                director.Id,
                null,
                today,
                null,
                today,
                null);

    /// <summary>The consents that the casebook names as ground of somebody, as given on paper on the first day.</summary>
    public static IEnumerable<PlanSetup> Consents(CasebookCase from, IReadOnlyList<(Person Party, string Basis)> parties, DateOnly today)
    {
        foreach (var consent in from.Consents)
        {
            PersonId[] to = [.. parties.Where(p => NumbersIn(p.Basis).Contains(consent.Id)).Select(p => p.Party.Id)];
            if (to.Length == 0)
                continue;
            var id = DemoIds.Of<ConsentId>(consent.Id);
            var (givers, child) = consent.GivenBy.Split(" voor ") is [var before, var forWhom] ? (before, forWhom) : (consent.GivenBy, null);
            PersonId[] by = [.. Named(from, givers)];
            yield return new AskConsent(new Consent(
                id,
                ConsentKind.LiftSecrecy,
                child is null ? by : [.. Named(from, child)],
                to,
                [DataCategory.Attendance, DataCategory.Safety, DataCategory.Agreements],
                consent.Content,
                null,
                today,
                today.AddDays(DemoWords.Day(consent.Until[..10]).DayNumber - DemoWords.Day(consent.From).DayNumber),
                1,
                [],
                null,
                null));
            foreach (var giver in by)
                yield return new RecordConsent(id, giver, ConsentMedium.Paper, null);
        }
    }

    private static IEnumerable<PersonId> Named(CasebookCase from, string names) =>
        from.People.Where(p => p.Kind is "family" or "child" && names.Contains(FirstName(p.Name), StringComparison.Ordinal)).Select(p => DemoIds.Of<PersonId>(p.Id));

    private static string FirstName(string name) => name.Split(' ')[0];

    private static IEnumerable<string> NumbersIn(string basis) =>
        basis.StartsWith("toestemming", StringComparison.Ordinal) ? ConsentNumber().Matches(basis).Select(m => m.Value) : [];

    [GeneratedRegex("[A-Z]-T[0-9]+")]
    private static partial Regex ConsentNumber();
}
