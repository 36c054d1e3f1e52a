using System.Runtime.Versioning;
using Microsoft.Extensions.Options;
using RoundTable.Server.Commands;

namespace RoundTable.Server.Hosting;

/// <summary>The folder with everything that the server keeps; only its own user may look into it, also when it was there before.</summary>
internal sealed class DataFolder
{
    private const string Partial = ".part";

    public DataFolder(IOptions<RoundTableOptions> options, Command? command = null)
    {
        Path = System.IO.Path.GetFullPath(options.Value.Data);

        // A copy that is proved stays as it is, with the folder in which it lies.
        if (command?.Name != CommandRunner.VerifyJournal)
            MakePrivate(Path);
    }

    public string Path { get; }

    public string Journal => System.IO.Path.Combine(Path, "journal.db");

    public string DemoLinks => System.IO.Path.Combine(Path, "demo-links.json");

    /// <summary>The folder of mails as files; made when asked for.</summary>
    public string Mail
    {
        get
        {
            var path = System.IO.Path.Combine(Path, "mail");
            MakePrivate(path);
            return path;
        }
    }

    /// <summary>Where browsers that make a PDF have their profiles, empty in between; made when asked for.</summary>
    public string Pdf
    {
        get
        {
            var path = System.IO.Path.Combine(Path, "pdf");
            MakePrivate(path);
            return path;
        }
    }

    /// <summary>The wrapped keys; never in one backup with the journal (ops/keys.md).</summary>
    public string Keys => System.IO.Path.Combine(KeyFolder, "keys.db");

    /// <summary>The master key, when configuration does not name another.</summary>
    public string MasterKey => System.IO.Path.Combine(KeyFolder, "master.key");

    private string KeyFolder
    {
        get
        {
            var path = System.IO.Path.Combine(Path, "keys");
            MakePrivate(path);
            return path;
        }
    }

    /// <inheritdoc cref="WriteWholeAsync"/>
    public static void WriteWhole(string path, string content)
    {
        using (var file = OpenPartial(path))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(content));
            file.Flush(flushToDisk: true);
        }

        File.Move(path + Partial, path, overwrite: true);
    }

    /// <summary>Writes a file that appears whole or not at all, readable by the server's user only.</summary>
    public static async Task WriteWholeAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        await using (var file = OpenPartial(path))
        {
            await file.WriteAsync(content, ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + Partial, path, overwrite: true);
    }

    private static FileStream OpenPartial(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path + Partial, options);
    }

    private static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            MakeUnixPrivate(path);
    }

    [UnsupportedOSPlatform("windows")]
    private static void MakeUnixPrivate(string path)
    {
        const UnixFileMode OwnOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(path, OwnOnly);
        try
        {
            File.SetUnixFileMode(path, OwnOnly);
        }
        catch (UnauthorizedAccessException) when ((File.GetUnixFileMode(path) & Others) == 0)
        {
            // A volume that belongs to root and is open to our group: not ours to change, and closed to others.
        }
    }
}
