using RoundTable.Domain.Ids;
using RoundTable.Journal;

namespace RoundTable.Grains.Sections;

/// <summary>Names a section of a plan, as grain and as stream.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Section">The section.</param>
public readonly record struct SectionKey(PlanId Plan, SectionId Section)
{
    /// <summary>The stream of its updates.</summary>
    public StreamId Stream => new($"section/{Plan.Value}/{Section.Value}");

    /// <summary>Reads the key of a grain.</summary>
    public static SectionKey Parse(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return new SectionKey(PlanId.From(key[..slash]), SectionId.From(key[(slash + 1)..]));
    }

    /// <summary>The key of the grain.</summary>
    public override string ToString() => $"{Plan.Value}/{Section.Value}";
}
