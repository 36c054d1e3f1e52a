using System.Globalization;
using System.Text;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Demo;

/// <summary>The casebook's people as persons of a plan, with made-up addresses.</summary>
internal static class DemoPeople
{
    private static readonly string[] NoOrganisation = ["gezin", "netwerk"];

    public static Person AtTheTable(CasebookCase from, CasebookPerson person)
    {
        var name = DemoWords.WithoutBrackets(person.Name);
        var role = DemoWords.Role(person);
        return new(
            DemoIds.Of<PersonId>(person.Id),
            DemoIds.Of<SubjectId>(person.Id),
            name,
            role,
            NoOrganisation.Contains(person.Org) ? null : person.Org,
            DemoWords.WithoutBrackets(person.Role).Replace(", LVB", "", StringComparison.Ordinal),
            person.AliasForShielded.Length == 0 ? null : person.AliasForShielded,
            person.AliasForShielded.Length == 0 ? [] : [.. KeptAway(from)],
            [],
            person.Serves is null ? null : DemoIds.Of<PersonId>(person.Serves),
            role == PersonRole.Child ? null : Address(name),
            role == PersonRole.CaseDirector ? "0800-5550100" : null,
            DemoWords.BirthDate(person.Name));
    }

    /// <summary>A party that was invited and did not come: "huisarts dr. Bosch (oude huisarts)".</summary>
    public static Person Invited(CasebookCase from, CasebookAbsent absent, int index)
    {
        var name = DemoWords.WithoutBrackets(absent.Who);
        return new(
            DemoIds.Of<PersonId>($"{from.Id}-absent-{index}"),
            DemoIds.Of<SubjectId>($"{from.Id}-absent-{index}"),
            name,
            PersonRole.Professional,
            name,
            null,
            null,
            [],
            [.. (absent.HideFrom ?? []).Select(DemoIds.Of<PersonId>)],
            null,
            Address(name),
            null,
            null);
    }

    // Whoever a protection relation keeps away reads the alias, and so does who works for them: they talk with their client.
    private static IEnumerable<PersonId> KeptAway(CasebookCase from)
    {
        var away = from.Protection
            .Where(relation => relation.Protected.All(id => from.People.Any(person => person.Id == id)))
            .SelectMany(relation => relation.From.Concat(relation.Indirect))
            .ToHashSet();
        return away.Concat(from.People.Where(person => person.Serves is { } client && away.Contains(client)).Select(person => person.Id))
            .Distinct()
            .Select(DemoIds.Of<PersonId>);
    }

    private static string Address(string name)
    {
        var local = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
                local.Append(char.ToLower(c, CultureInfo.InvariantCulture));
            else if (local.Length > 0 && local[^1] != '.')
                local.Append('.');
        }

        return $"{local.ToString().Trim('.')}@post.example";
    }
}
