using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using RoundTable.Server.Hosting;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>What the unit, the container files and the pages of <c>ops</c> name is there: a setting that is not stops the start.</summary>
public sealed partial class OpsFilesTests
{
    [Theory]
    [InlineData("*.md")]
    [InlineData("*.service")]
    [InlineData("compose.yml")]
    [InlineData("Containerfile")]
    public void Settings_ThatAreNamedInOps_AreSettingsOfTheServer(string files)
    {
        var named = Directory.EnumerateFiles(Path.Combine(Repository.Root, "ops"), files).SelectMany(file => Setting().Matches(File.ReadAllText(file))).ToList();

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
        var read = Directory.EnumerateFiles(Repository.Root).Select(file => Path.GetFileName(file)!)
            .Where(name => name is "global.json" or "BannedSymbols.txt" or ".editorconfig" || Path.GetExtension(name) is ".props" or ".targets" or ".config")
            .ToList();

        Assert.Empty(read.Except(copied));
        Assert.Empty(read.Except(sent));
    }

    [Fact]
    public void Server_LeavesNoDumpOfWhatIsOpen()
    {
        Assert.Contains("LimitCORE=0", Read("roundtable.service"), StringComparison.Ordinal);
        Assert.Matches(@"ulimits:\s+core: 0", Read("compose.yml"));
        Assert.Contains("--ulimit core=0", Read("container.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Image_IsPublishedAsTheReadmeSays()
    {
        var said = Publish().Match(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Value;

        Assert.NotEmpty(said);
        Assert.Equal(said, Publish().Match(Read("Containerfile")).Value);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, "ops", file));

    [GeneratedRegex(@"(?<name>\bRoundTable__\w+)(?:(?:=|: )(?<value>[^`\s]+))?")]
    private static partial Regex Setting();

    [GeneratedRegex(@"dotnet publish .* -o ")]
    private static partial Regex Publish();
}
