using System.Text.Json.Serialization;

namespace RoundTable.Domain.Commands;

/// <summary>A rule said no; nothing changed.</summary>
/// <param name="Code">A stable code such as <c>score.already-revealed</c>; never text for people.</param>
/// <param name="About">Ids of persons or things that the refusal is about and that the caller may see; empty if none.</param>
[method: JsonConstructor]
public sealed record Refusal(string Code, IReadOnlyList<string> About)
{
    /// <summary>A refusal about nothing in particular.</summary>
    public Refusal(string code)
        : this(code, [])
    {
    }
}
