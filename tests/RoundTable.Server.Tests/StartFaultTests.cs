using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using RoundTable.Server.Hosting;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class StartFaultTests
{
    [Fact]
    public Task Setting_ThatIsUnknown_IsOneLine() => FailsAsync("Hots", "--data", TempFolders.Next(), "--RoundTable:Mail:Hots=mail.example");

    [Fact]
    public Task Setting_ThatCannotWork_IsOneLine() =>
        FailsAsync("RoundTable:Mail:Port is 1 to 65535", "--data", TempFolders.Next(), "--RoundTable:Mail:Port=70000");

    [Theory]
    [InlineData("MessageBytes", "65536", "MessageBytes is at least 98304")]
    [InlineData("UpdateBytes", "131072", "MessageBytes is at least 196608")]
    [InlineData("UpdateBytes", "65535", "UpdateBytes is 65536 to 131072")]
    [InlineData("ItemLength", "20001", "ItemLength is 1000 to 20000")]
    [InlineData("SectionUnsavedBytes", "0", "SectionUnsavedBytes is 1048576 to 33554432")]
    [InlineData("PersonEditsPerSecond", "0", "PersonEditsPerSecond is at least 1")]
    [InlineData("PresenceTick", "00:00:00.050", "PresenceTick is 100 to 200 ms")]
    [InlineData("LongestWait", "00:01:00", "LongestWait is 0 to 20 s")]
    public Task Limit_ThatCannotWork_IsOneLine(string name, string value, string line) =>
        FailsAsync($"RoundTable:Limits:{line}", "--data", TempFolders.Next(), $"--RoundTable:Limits:{name}={value}");

    [Fact]
    public Task Door_ThatTakesInMoreThanMayWait_IsOneLine() => FailsAsync(
        "RoundTable:Doors:UnsavedBytes is at least Doors:FrameBytes", "--data", TempFolders.Next(), "--RoundTable:Doors:UnsavedBytes=1048576");

    [Theory]
    [InlineData("SignIn:MailLink", "30")]
    [InlineData("SignIn:MailLink", "30 min")]
    [InlineData("SignIn:MailLink", "10:00")]
    [InlineData("SignIn:Session", "24:00:00")]
    [InlineData("StopDelay", "0")]
    public Task Time_ThatIsNotWrittenOut_IsOneLine(string name, string value) =>
        FailsAsync($"RoundTable:{name} is '{value}', but a time is written as hh:mm:ss", "--data", TempFolders.Next(), $"--RoundTable:{name}={value}");

    [Fact]
    public Task Proxy_ThatIsNoAddress_IsOneLine() =>
        FailsAsync("RoundTable:Proxies", "--data", TempFolders.Next(), "--RoundTable:Proxies:0=proxy.example");

    [Fact]
    public Task KeysInPostgres_WithoutAMasterKeyOfTheirOwn_IsOneLine() =>
        FailsAsync("RoundTable:Keys:Postgres goes with Keys:Master", "--data", TempFolders.Next(), "--RoundTable:Keys:Postgres=Host=127.0.0.1;Port=1", "--urls", "http://127.0.0.1:0");

    [Theory]
    [InlineData(UnixFileMode.OtherRead, false)]
    [InlineData(UnixFileMode.OtherWrite, false)]
    [InlineData(UnixFileMode.GroupRead, true)]
    [UnsupportedOSPlatform("windows")]
    public async Task MasterKey_ThatOthersCanReadOrChange_IsOneLine(UnixFileMode more, bool isFine)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var folder = Directory.CreateDirectory(TempFolders.Next()).FullName;
        var (key, link) = (Path.Combine(folder, "key"), Path.Combine(folder, "link"));
        await File.WriteAllTextAsync(key, MasterKey.Text);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);
        File.CreateSymbolicLink(link, key);
        string[] arguments = ["rewrap-keys", "--data", TempFolders.Next(), $"--RoundTable:Keys:MasterFile={link}"];

        if (isFine)
            Assert.Equal(0, (await ServerRun.ToItsEndAsync(arguments)).ExitCode);
        else
            await FailsAsync($"chmod o= {link}", arguments);
    }

    [Fact]
    public Task Switch_WithoutItsValue_IsOneLine() => FailsAsync("--data needs a value.", "--data");

    [Fact]
    public Task Command_ThatDoesNotStandFirst_IsOneLine() =>
        FailsAsync("rewrap-keys must come first", "--data", TempFolders.Next(), "--urls", "http://127.0.0.1:0", "rewrap-keys");

    [Fact]
    public async Task DataFolder_ThatCannotBe_IsOneLine()
    {
        var file = Path.GetTempFileName();
        await FailsAsync(file, "--data", Path.Combine(file, "data"));
        File.Delete(file);
    }

    [Fact]
    public async Task Journal_ThatIsNone_IsOneLine()
    {
        var data = Directory.CreateDirectory(TempFolders.Next()).FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "journal.db"), new string('x', 8192));

        await FailsAsync("journal.db cannot be opened.", "--data", data);
    }

    [Fact]
    public async Task Address_InUse_IsOneLine()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        await FailsAsync("--urls http://localhost:5081", "--data", TempFolders.Next(), "--urls", $"http://{other.LocalEndpoint}");
    }

    [Fact]
    public void Folder_OfSomebodyElse_IsExplainedAndAFaultOfTheProgramIsNot()
    {
        Assert.Equal(
            "RoundTable cannot start: Access to the path '/srv' is denied.",
            StartFault.Explain(new UnauthorizedAccessException("Access to the path '/srv' is denied.")));
        Assert.Null(StartFault.Explain(new InvalidOperationException("A service is missing.")));
    }

    private static async Task FailsAsync(string reason, params string[] arguments)
    {
        var run = await ServerRun.ToItsEndAsync(arguments);

        Assert.Equal(1, run.ExitCode);
        var line = Assert.Single(run.Errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("RoundTable cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }
}
