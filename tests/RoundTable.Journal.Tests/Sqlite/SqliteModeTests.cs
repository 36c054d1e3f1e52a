using System.Runtime.Versioning;

namespace RoundTable.Journal.Tests;

[UnsupportedOSPlatform("windows")]
public class SqliteModeTests
{
    private const UnixFileMode OwnOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Open_NewOrReadableByOthers_IsTheOwnersOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.db");
        await OpenAndCheckAsync(folder, path);

        File.SetUnixFileMode(path, OwnOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        await OpenAndCheckAsync(folder, path);
    }

    private static async Task OpenAndCheckAsync(TemporaryFolder folder, string path)
    {
        await using var journal = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = path }, TimeProvider.System);
        var files = Directory.GetFiles(folder.Path);
        Assert.Contains(path + "-wal", files);
        Assert.All(files, file => Assert.Equal(OwnOnly, File.GetUnixFileMode(file)));
    }
}
