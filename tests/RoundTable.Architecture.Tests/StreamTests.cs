using System.Text.RegularExpressions;

namespace RoundTable.Architecture.Tests;

/// <summary>Every stream has an owner, whose key seals it: what has none could never be erased.</summary>
public sealed partial class StreamTests
{
    [Fact]
    public void Streams_ThatTheCodeNames_HaveAnOwner()
    {
        var owners = File.ReadAllText(Path.Combine(Repository.Root, "src", "RoundTable.Grains", "StreamOwners.cs"));
        var named = Repository.SourceFiles("src", "*.cs")
            .SelectMany(file => NamedStream().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();

        Assert.Contains("plan", named);
        Assert.DoesNotContain(named, name => !owners.Contains($"\"{name}\"", StringComparison.Ordinal));
    }

    [GeneratedRegex("""(?:StreamId\(|StreamId\s+\w+(?:\([^)]*\))?\s*=>?\s*new\()\$?"([a-z-]+)/""")]
    private static partial Regex NamedStream();
}
