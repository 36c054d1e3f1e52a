using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoundTable.Server.Demo;

/// <summary>The fictional families, as far as the demo uses what the file says about them.</summary>
/// <param name="Cases">The families.</param>
internal sealed record Casebook(IReadOnlyList<CasebookCase> Cases)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    /// <summary>Reads the copy that was embedded at build time.</summary>
    public static Casebook Load()
    {
        using var stream = typeof(Casebook).Assembly.GetManifestResourceStream("casebook.json")!;
        return JsonSerializer.Deserialize<Casebook>(stream, Json)!;
    }
}

/// <summary>One family.</summary>
internal sealed record CasebookCase(
    string Id,
    string Title,
    string Municipality,
    string Reason,
    IReadOnlyList<CasebookPerson> People,
    IReadOnlyList<CasebookProtection> Protection,
    IReadOnlyDictionary<string, CasebookShield> Shields,
    IReadOnlyList<CasebookItem> Items,
    IReadOnlyList<CasebookFloor> Floor,
    CasebookScale Scale,
    IReadOnlyList<CasebookMeeting> Rtos,
    IReadOnlyList<CasebookCommitment> Commitments,
    IReadOnlyList<CasebookConsent> Consents);

/// <summary>Somebody at the table.</summary>
internal sealed record CasebookPerson(
    string Id, string Name, string Role, string Org, string Kind, string AliasForShielded, string? Serves, string Rto1);

/// <summary>Who must be kept safe from whom.</summary>
internal sealed record CasebookProtection(
    string Id,
    IReadOnlyList<string> Protected,
    [property: JsonPropertyName("from_")] IReadOnlyList<string> From,
    IReadOnlyList<string> Indirect,
    string Hides,
    IReadOnlyList<string> Tokens,
    string Reason,
    string Review);

/// <summary>Who may not read something.</summary>
internal sealed record CasebookShield(IReadOnlyList<string> HiddenFrom, string Reason);

/// <summary>An item of the safety card.</summary>
internal sealed record CasebookItem(int Nr, string Section, string Kind, string Speaker, string Text, string Shield, int SinceRto);

/// <summary>A floor requirement.</summary>
internal sealed record CasebookFloor(string Id, string Text, string ImposedBy, string Rto1);

/// <summary>The scale.</summary>
internal sealed record CasebookScale(string Question, string Anchor0, string Anchor10);

/// <summary>A meeting: who was not there.</summary>
internal sealed record CasebookMeeting(IReadOnlyList<CasebookAbsent> Absent);

/// <summary>An invited party that was not there.</summary>
internal sealed record CasebookAbsent(string Who, string Basis, IReadOnlyList<string>? HideFrom = null);

/// <summary>A commitment.</summary>
internal sealed record CasebookCommitment(
    int Nr, string Text, string Owner, string Checker, string Kind, string Due, string Shield, int MadeAtRto);

/// <summary>A consent.</summary>
internal sealed record CasebookConsent(string Id, string GivenBy, string Content, string From, string Until);
