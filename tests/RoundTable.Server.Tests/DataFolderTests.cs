using System.Runtime.Versioning;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

[UnsupportedOSPlatform("windows")]
public class DataFolderTests
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;
    private const UnixFileMode Open = OwnFolder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [Fact]
    public async Task Folder_ThatWasThereAndOpen_IsPrivateAfterTheStart()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var data = TempFolders.Next();
        Directory.CreateDirectory(data);
        File.SetUnixFileMode(data, Open);

        await using var server = TableServer.Start(data);
        await server.ReadyAsync();

        Assert.Equal(OwnFolder, File.GetUnixFileMode(data));
        var files = Directory.GetFiles(data, "journal.db*");
        Assert.Contains(Path.Combine(data, "journal.db-wal"), files);
        Assert.All(files, file => Assert.Equal(OwnFile, File.GetUnixFileMode(file)));
    }
}
