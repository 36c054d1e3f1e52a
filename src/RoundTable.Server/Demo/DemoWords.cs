using System.Globalization;
using System.Text.RegularExpressions;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Demo;

/// <summary>The casebook's Dutch words as ours.</summary>
internal static partial class DemoWords
{
    public static CardColumn Column(string section) => section switch
    {
        "Schade" => CardColumn.Harm,
        "Gevaar" => CardColumn.Danger,
        "Complicerend" => CardColumn.ComplicatingFactor,
        "Kracht" => CardColumn.Strength,
        "Bestaande veiligheid" => CardColumn.ExistingSafety,
        "Stap: werkt" => CardColumn.StepWorked,
        "Stap: deels" => CardColumn.StepPartly,
        "Stap: werkt niet" => CardColumn.StepNotWorked,
        "Wat moet er gebeuren" => CardColumn.NeedsToHappen,
        _ => throw new InvalidDataException($"Unknown part of the card: {section}"),
    };

    public static ItemKind Statement(string kind) => kind switch
    {
        "feit" => ItemKind.Fact,
        "ervaring" => ItemKind.Experience,
        "oordeel" => ItemKind.Judgement,
        _ => throw new InvalidDataException($"Unknown statement: {kind}"),
    };

    public static CommitmentKind Commitment(string kind) => kind switch
    {
        "veiligheidsregel" => CommitmentKind.SafetyRule,
        "actie" or "overbrugging" => CommitmentKind.Action,
        "noodstap" => CommitmentKind.EmergencyStep,
        "controle" => CommitmentKind.Check,
        _ => throw new InvalidDataException($"Unknown commitment: {kind}"),
    };

    public static FloorRequirementStatus Floor(string status) => status switch
    {
        "voldaan" => FloorRequirementStatus.Met,
        "deels voldaan" => FloorRequirementStatus.PartlyMet,
        "niet voldaan" => FloorRequirementStatus.NotMet,
        _ => throw new InvalidDataException($"Unknown status: {status}"),
    };

    public static PersonRole Role(CasebookPerson person) => person.Kind switch
    {
        "child" => PersonRole.Child,
        "network" => PersonRole.NetworkMember,
        "director" => PersonRole.CaseDirector,
        "family" when person.Role.Contains("gezag", StringComparison.Ordinal) => PersonRole.ParentWithAuthority,
        "family" => PersonRole.ParentWithoutAuthority,
        _ when person.Org == "Veilig Thuis" => PersonRole.SafeHomeWorker,
        _ when person.Role == "gedragswetenschapper" => PersonRole.BehaviouralExpert,
        _ => PersonRole.Professional,
    };

    /// <summary>"Yara van Wolkeren (13, *2012-06-30)" without what is between brackets.</summary>
    public static string WithoutBrackets(string text) => text.Split(" (")[0];

    /// <summary>The birthday between the brackets, or null.</summary>
    public static DateOnly? BirthDate(string name) =>
        BirthDatePattern().Match(name) is { Success: true } match ? Day(match.Groups[1].Value) : null;

    /// <summary>"elke dag tot 2026-08-01" as a day and a recurrence.</summary>
    public static (DateOnly? DueOn, string? Recurrence) Due(string due)
    {
        var day = DayPattern().Match(due);
        var words = DayPattern().Replace(due, "").Replace("tot", "", StringComparison.Ordinal).Trim();
        return (day.Success ? Day(day.Value) : null, words.Length == 0 ? null : words);
    }

    /// <summary>The text after "0 = ".</summary>
    public static string Anchor(string anchor) => anchor.Split(" = ", 2)[^1];

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\*(\d{4}-\d{2}-\d{2})")]
    private static partial Regex BirthDatePattern();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}")]
    private static partial Regex DayPattern();
}
