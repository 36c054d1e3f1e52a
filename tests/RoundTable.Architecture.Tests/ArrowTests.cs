using System.Reflection;
using System.Xml.Linq;

namespace RoundTable.Architecture.Tests;

/// <summary>The rooms use each other in one direction; a new arrow is a decision, not an accident.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Yjs"] = [],
        ["Domain"] = [],
        ["Journal"] = [],
        ["Sessions"] = ["Yjs", "Domain"],
        ["Grains"] = ["Sessions", "Journal"],
        ["Minutes"] = ["Domain"],
        ["Server"] = ["Yjs", "Grains", "Minutes"],
    };

    private static readonly Dictionary<string, string[]> Packages = new(StringComparer.Ordinal)
    {
        ["Yjs"] = [],
        ["Domain"] = [],
        ["Sessions"] = [],
        ["Grains"] = [],
        ["Journal"] = ["Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3", "Npgsql"],
        ["Minutes"] = ["Markdig"],
    };

    public static TheoryData<string> Rooms() => [.. Arrows.Keys];

    [Fact]
    public void Rooms_OnDisk_AreTheOnesWithArrows()
    {
        var rooms = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName);

        Assert.Equal(Arrows.Keys.Select(room => $"RoundTable.{room}").Order(), rooms.Order());
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_ReferencesOnlyItsArrows(string room)
    {
        var references = Project(room).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Equal(Arrows[room].Select(arrow => $"RoundTable.{arrow}").Order(), references.Order());
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_Compiled_UsesNoRoomBeyondItsArrows(string room)
    {
        var reachable = Reachable(room).Select(name => $"RoundTable.{name}").ToHashSet(StringComparer.Ordinal);
        var used = Assembly.Load($"RoundTable.{room}").GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name.StartsWith("RoundTable.", StringComparison.Ordinal));

        Assert.Empty(used.Except(reachable));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_UsesOnlyItsPackages(string room)
    {
        if (!Packages.TryGetValue(room, out var allowed))
            return;
        var packages = Project(room).Descendants("PackageReference").Select(package => package.Attribute("Include")!.Value);

        Assert.Empty(packages.Except(allowed));
    }

    [Theory]
    [InlineData("Yjs")]
    [InlineData("Domain")]
    [InlineData("Sessions")]
    public void PureRoom_NamesNoClockThreadOrInputOutput(string room)
    {
        string[] forbidden = ["System.IO", "System.Net", "System.Threading", "TimeProvider.System", "Stopwatch", "Environment.", "Random.Shared", "RandomNumberGenerator"];
        var offences = Repository.SourceFiles($"src/RoundTable.{room}", "*.cs")
            .SelectMany(file => File.ReadLines(file)
                .Select(line => line.Trim())
                .Where(line => !line.StartsWith("//", StringComparison.Ordinal))
                .Where(line => !line.Contains("Environment.CurrentManagedThreadId", StringComparison.Ordinal)) // the engine's debug assertion
                .Where(line => line != "using System.IO.Compression;") // a computation
                .Where(line => forbidden.Any(word => line.Contains(word, StringComparison.Ordinal)))
                .Select(line => $"{Path.GetRelativePath(Repository.Root, file)}: {line}"));

        Assert.Empty(offences);
    }

    private static HashSet<string> Reachable(string room)
    {
        var reachable = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(Arrows[room]);
        while (open.TryPop(out var next))
        {
            if (!reachable.Add(next))
                continue;
            foreach (var further in Arrows[next])
                open.Push(further);
        }

        return reachable;
    }

    private static XDocument Project(string room) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", $"RoundTable.{room}", $"RoundTable.{room}.csproj"));
}
