namespace RoundTable.Architecture.Tests;

/// <summary>The tree stays a house: a fixed top level, readable files, addresses of nobody.</summary>
public sealed class TreeTests
{
    private static readonly string[] Folders = ["src", "tests", "web-client", "ops"];

    [Fact]
    public void TopLevel_HasOnlyTheFourFolders()
    {
        var folders = Directory.EnumerateDirectories(Repository.Root)
            .Select(folder => Path.GetFileName(folder)!)
            .Where(name => !name.StartsWith('.') && name is not ("artifacts" or "data"));

        Assert.Equal(Folders.Order(), folders.Order());
    }

    [Fact]
    public void SourceFiles_HaveAReadableMedianLength()
    {
        var lengths = Repository.SourceFiles("src", "*.cs").Select(file => File.ReadLines(file).Count()).Order().ToList();

        Assert.InRange(lengths[lengths.Count / 2], 1, 100);
    }

    [Fact]
    public void LockFiles_CarryNoAddresses()
    {
        var offences = Folders.SelectMany(folder => Repository.SourceFiles(folder, "package-lock.json"))
            .Where(file => File.ReadAllText(file).Contains("\"resolved\": \"http", StringComparison.Ordinal));

        Assert.Empty(offences);
    }
}
