using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Tests;

/// <summary>What the unit, the container files and the pages of <c>ops</c> name is there: a setting that is not stops the start.</summary>
public sealed partial class OpsFilesTests
{
    private static readonly string Root = FindRoot();

    [Theory]
    [InlineData("*.md")]
    [InlineData("*.service")]
    [InlineData("compose.yml")]
    [InlineData("Containerfile")]
    public void Settings_ThatAreNamedInOps_AreSettingsOfTheServer(string files)
    {
        var named = Directory.EnumerateFiles(Path.Combine(Root, "ops"), files).SelectMany(file => Setting().Matches(File.ReadAllText(file))).ToList();

        Assert.NotEmpty(named);
        foreach (var setting in named)
        {
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([new(setting.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal), setting.Groups["value"].Value)])
                .Build();
            configuration.GetSection(RoundTableOptions.Section).Bind(new RoundTableOptions(), binder => binder.ErrorOnUnknownConfiguration = true);
        }
    }

    [Fact]
    public void Image_GetsEveryFileAtTheTopThatABuildReads()
    {
        var copied = Read("Containerfile").Split('\n').Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)).SelectMany(line => line.Split(' '));
        var sent = Read("Containerfile.dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]);
        var read = Directory.EnumerateFiles(Root).Select(file => Path.GetFileName(file)!)
            .Where(name => name is "global.json" or "BannedSymbols.txt" or ".editorconfig" || Path.GetExtension(name) is ".props" or ".targets" or ".config")
            .ToList();

        Assert.Empty(read.Except(copied));
        Assert.Empty(read.Except(sent));
    }

    [Fact]
    public void Image_IsPublishedAsTheReadmeSays()
    {
        var said = Publish().Match(File.ReadAllText(Path.Combine(Root, "README.md"))).Value;

        Assert.NotEmpty(said);
        Assert.Equal(said, Publish().Match(Read("Containerfile")).Value);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Root, "ops", file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "RoundTable.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@"(?<name>\bRoundTable__\w+)(?:(?:=|: )(?<value>[^`\s]+))?")]
    private static partial Regex Setting();

    [GeneratedRegex(@"dotnet publish .* -o ")]
    private static partial Regex Publish();
}
