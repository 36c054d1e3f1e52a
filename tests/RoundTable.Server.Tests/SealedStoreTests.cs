using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Journal;
using RoundTable.Server.Erasure;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>What the server keeps is sealed, and its executable proves and changes keys.</summary>
public sealed class SealedStoreTests
{
    private const UnixFileMode Shared =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    [Fact]
    public async Task DataFolder_WithFamiliesInIt_HoldsNoneOfTheirNamesOrWords()
    {
        const string Written = "Zilverberkenlaantje";
        await using var server = await DemoServer.StartAsync();
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        var section = mother.LiveSection(shielded: true);
        await section.OpenAsync();
        await section.AddAsync(Written);
        await section.SavedAsync();

        string[] words = [Written, .. DemoServer.Links(server.Data).Select(link => link.Name).Distinct()];
        string[] files = ["journal.db", "journal.db-wal", Path.Combine("keys", "keys.db")];
        foreach (var file in files)
        {
            var bytes = await ReadSharedAsync(Path.Combine(server.Data, file));
            Assert.All(words, word => Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) < 0, $"{file} holds {word}"));
        }
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Keys_MadeAtTheFirstStart_AreForTheServersUserOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var data = TempFolders.Next();
        await using var server = TableServer.Start(data);
        await server.ReadyAsync();

        const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(OwnFile | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(data, "keys")));
        Assert.Equal(OwnFile, File.GetUnixFileMode(Path.Combine(data, "keys", "master.key")));
        Assert.Equal(OwnFile, File.GetUnixFileMode(Path.Combine(data, "keys", "keys.db")));
    }

    [Fact]
    public async Task Commands_ChangeTheMasterKey_AndAWrongOneStopsTheStart()
    {
        var data = await MakeStoreAsync();
        var old = await File.ReadAllTextAsync(Path.Combine(data, "keys", "master.key"));
        var fresh = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

        await FailsAsync("not configured", "--data", data, $"--RoundTable:Keys:Master={fresh}", "--urls", "http://127.0.0.1:0");
        var rewrapped = await ServerRun.ToItsEndAsync(
            "rewrap-keys", "--data", data, $"--RoundTable:Keys:Master={fresh}", $"--RoundTable:Keys:Previous={old}");

        Assert.Equal((0, ""), (rewrapped.ExitCode, rewrapped.Errors));
        Assert.Matches("[1-9][0-9]* data keys are wrapped", rewrapped.Output);
        await FailsAsync("not configured", "rewrap-keys", "--data", data);
        File.Delete(Path.Combine(data, "keys", "master.key"));
        await FailsAsync("is missing", "--data", data);
        Assert.Equal(0, (await ServerRun.ToItsEndAsync("rewrap-keys", "--data", data, $"--RoundTable:Keys:Master={fresh}")).ExitCode);
    }

    [Fact]
    public async Task Journal_PutBackWithoutItsKeys_StopsTheStart_AndIsVerifiedAllTheSame()
    {
        var data = TempFolders.Next();
        await using (var server = TableServer.Start(data))
            await server.ReadyAsync();
        Directory.Delete(Path.Combine(data, "keys"), recursive: true);

        var verified = await ServerRun.ToItsEndAsync("verify-journal", "--data", data);

        Assert.Equal((0, ""), (verified.ExitCode, verified.Errors));
        Assert.Contains("every chain is unbroken", verified.Output, StringComparison.Ordinal);
        Assert.Equal(["journal.db"], Directory.GetFiles(data).Select(Path.GetFileName));
        Assert.False(Directory.Exists(Path.Combine(data, "keys")));
        await FailsAsync("The keys are not those of this journal", "--data", data, "--urls", "http://127.0.0.1:0");
    }

    [Fact]
    public async Task Verify_OfACopyWithOneChangedByte_NamesTheStreamAndTheRecord()
    {
        var data = await MakeStoreAsync();
        var whole = await ServerRun.ToItsEndAsync("verify-journal", "--data", data);
        Assert.Equal((0, ""), (whole.ExitCode, whole.Errors));
        Assert.Matches("streams with [0-9]+ records: every chain is unbroken", whole.Output);
        var copy = TempFolders.Next();
        CopyFolder(data, copy);

        var (stream, seq) = await ChangeAByteAsync(Path.Combine(copy, "journal.db"));

        var broken = await ServerRun.ToItsEndAsync("verify-journal", "--data", copy);
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains($"BROKEN {stream} Altered at record {seq}; in order up to {seq - 1}", broken.Output, StringComparison.Ordinal);
        Assert.Contains("1 of ", broken.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE FROM index_row", "BROKEN there are plans, and no look-up")]
    [InlineData("DELETE FROM due_work", "BROKEN there are plans whose clock")]
    [InlineData("PRAGMA foreign_keys = OFF; DELETE FROM stream WHERE name LIKE 'plan/%'", "records belong to no stream.")]
    public async Task Verify_OfACopyThatLacksATable_Fails(string loss, string line)
    {
        var data = TempFolders.Next();
        await using (var server = await DemoServer.StartAsync(data))
            await server.Services.GetRequiredService<Retention>().RunAsync(default);
        var whole = await ServerRun.ToItsEndAsync("verify-journal", "--data", data);
        Assert.Equal((0, ""), (whole.ExitCode, whole.Errors));
        Assert.Matches("[1-9][0-9]* look-ups, [1-9][0-9]* pieces of work", whole.Output);

        await RunAsync(Path.Combine(data, "journal.db"), loss);

        var verified = await ServerRun.ToItsEndAsync("verify-journal", "--data", data);
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains(line, verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WhereNoJournalIs_FailsAndMakesNone()
    {
        var data = TempFolders.Next();

        await FailsAsync("There is no journal", "verify-journal", "--data", data);

        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Verify_OfACopy_ChangesNoByteOfIt()
    {
        var data = await MakeStoreAsync();
        var copy = TempFolders.Next();
        Directory.CreateDirectory(copy);
        var file = Path.Combine(copy, "journal.db");
        await RunAsync(Path.Combine(data, "journal.db"), $"VACUUM INTO '{file}'");
        var before = await File.ReadAllBytesAsync(file);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            File.SetUnixFileMode(copy, Shared);
        }

        var verified = await ServerRun.ToItsEndAsync("verify-journal", "--data", copy);

        Assert.Equal((0, ""), (verified.ExitCode, verified.Errors));
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
        Assert.Equal(["journal.db"], Directory.GetFiles(copy).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, File.GetUnixFileMode(file));
            Assert.Equal(Shared, File.GetUnixFileMode(copy));
        }
    }

    [Fact]
    public async Task Copy_MadeWhileAServerWrites_IsWhole()
    {
        var (data, copy) = (TempFolders.Next(), TempFolders.Next());
        await using var server = TableServer.Start(data);
        await server.ReadyAsync();
        Directory.CreateDirectory(copy);
        var journal = server.Services.GetRequiredService<IJournal>();
        using var enough = new CancellationTokenSource();
        var copied = 0L;
        for (var i = 0; i < 10; i++)
            await NoteAsync(journal);
        var writing = WriteAsync(journal, enough.Token);
        try
        {
            await using var file = new SqliteConnection($"Data Source={Path.Combine(data, "journal.db")};Mode=ReadOnly");
            await file.OpenAsync();
            await using var command = file.CreateCommand();
            command.CommandText = "VACUUM INTO $copy";
            command.Parameters.AddWithValue("$copy", Path.Combine(copy, "journal.db"));
            await command.ExecuteNonQueryAsync();
            copied = await journal.HeadAsync(new StreamId("server/copied"));
        }
        finally
        {
            await enough.CancelAsync();
            await writing;
        }

        var verified = await ServerRun.ToItsEndAsync("verify-journal", "--data", copy);
        Assert.Equal((0, ""), (verified.ExitCode, verified.Errors));
        var line = verified.Output.Split('\n').Single(l => l.StartsWith("ok server/copied ", StringComparison.Ordinal));
        Assert.InRange(long.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture), 10, copied);
    }

    private static async Task WriteAsync(IJournal journal, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
            await NoteAsync(journal);
    }

    private static async Task NoteAsync(IJournal journal) =>
        await journal.AppendAsync(new Append(new StreamId("server/copied"), new Actor("", "", ""), [new NewRecord("note", 1, default)]), CancellationToken.None);

    private static async Task RunAsync(string path, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy);
        return copy.ToArray();
    }

    private static async Task<string> MakeStoreAsync()
    {
        var data = TempFolders.Next();
        await using var server = await DemoServer.StartAsync(data);
        return data;
    }

    private static async Task FailsAsync(string reason, params string[] arguments)
    {
        var run = await ServerRun.ToItsEndAsync(arguments);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(reason, Assert.Single(run.Errors.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    // In the file itself, past SQLite: one bit of the payload of the second record of a plan.
    private static async Task<(string Stream, long Seq)> ChangeAByteAsync(string path)
    {
        byte[] payload;
        string stream;
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
            command.CommandText = "SELECT s.name, r.payload FROM record r JOIN stream s ON s.id = r.stream WHERE s.name LIKE 'plan/%' AND r.seq = 2 LIMIT 1";
            await using var rows = await command.ExecuteReaderAsync();
            Assert.True(await rows.ReadAsync());
            stream = rows.GetString(0);
            payload = (byte[])rows[1];
        }

        var bytes = await File.ReadAllBytesAsync(path);
        var at = bytes.AsSpan().IndexOf(payload.AsSpan(0, 40));
        Assert.True(at > 0, "the record is not in the file");
        bytes[at + 30] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        return (stream, 2);
    }
}
