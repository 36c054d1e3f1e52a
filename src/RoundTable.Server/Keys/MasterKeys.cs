using Microsoft.Extensions.Options;
using RoundTable.Journal;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Keys;

/// <summary>
/// The master keys that configuration supplies, the current one first. With nothing configured one is made in the data
/// folder: that protects copies of the journal, and nobody who can read the whole folder.
/// </summary>
internal sealed class MasterKeys(DataFolder folder, IOptions<RoundTableOptions> options, IRandomBytes random)
{
    public IReadOnlyList<IMasterKey> Load()
    {
        var keys = options.Value.Keys;
        var current = Find(keys.Master, keys.MasterFile) ?? ReadOrMake();
        var previous = Find(keys.Previous, keys.PreviousFile);
        return previous is null ? [Make(current)] : [Make(current), Make(previous)];
    }

    private static byte[]? Find(string? text, string? file)
    {
        if (text is not null)
            return Parse(text, "the configuration");
        return file is null ? null : Parse(ReadPrivate(file), file);
    }

    private static string ReadPrivate(string path)
    {
        const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & Others) != 0)
            throw new IOException($"Everybody on this machine can read or change the master key in {path}: chmod o= {path}");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private static byte[] Parse(string text, string from)
    {
        var bytes = new byte[LocalMasterKey.Length];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == LocalMasterKey.Length
            ? bytes
            : throw new IOException($"The master key in {from} is not {LocalMasterKey.Length} bytes in base64.");
    }

    private LocalMasterKey Make(byte[] key) => new(key, random.Fill);

    private byte[] ReadOrMake()
    {
        var file = folder.MasterKey;
        if (File.Exists(file))
            return Parse(File.ReadAllText(file), file);
        // A new key would open nothing of what is there.
        if (File.Exists(folder.Keys))
            throw new IOException($"{file} is missing, and {folder.Keys} cannot be opened without it.");
        var key = new byte[LocalMasterKey.Length];
        random.Fill(key);
        DataFolder.WriteWhole(file, Convert.ToBase64String(key));
        return key;
    }
}
