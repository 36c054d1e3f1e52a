using System.Text;

namespace RoundTable.Journal;

/// <summary>What fits in a store: refused here, so that one bad write never spoils the transaction that it shares.</summary>
internal static class Limits
{
    internal const int MaxRecords = 1000;
    private const int StreamBytes = 512;
    private const int NameBytes = 128;
    private const int ActorBytes = 256;
    private const int KeyBytes = 1024;
    private const int PayloadBytes = 16 * 1024 * 1024;
    private const int TransactionBytes = 64 * 1024 * 1024;
    private const int SnapshotBytes = 256 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static void Check(IReadOnlyList<Append> appends)
    {
        if (appends.Count == 0)
        {
            throw new ArgumentException("There is nothing to append.", nameof(appends));
        }

        for (var i = 0; i < appends.Count; i++)
        {
            Check(appends[i]);
        }

        if (WeightOf(appends) is > TransactionBytes and var bytes)
        {
            throw new ArgumentException($"The payloads have {bytes} bytes together, at most {TransactionBytes} fit in one transaction.");
        }
    }

    /// <summary>Bytes of all payloads of appends.</summary>
    internal static long WeightOf(IReadOnlyList<Append> appends)
    {
        var bytes = 0L;
        for (var i = 0; i < appends.Count; i++)
        {
            bytes += WeightOf(appends[i]);
        }

        return bytes;
    }

    /// <summary>Bytes of all payloads of an append.</summary>
    internal static long WeightOf(Append append)
    {
        var bytes = 0L;
        for (var i = 0; i < append.Records.Count; i++)
        {
            bytes += append.Records[i].Payload.Length;
        }

        for (var i = 0; i < append.Schedule.Count; i++)
        {
            bytes += append.Schedule[i].Payload.Length;
        }

        return bytes;
    }

    /// <summary>Checks one append, but not how much its transaction holds.</summary>
    internal static void Check(Append append)
    {
        Check(append.Stream);
        if (append.While is { } other)
        {
            Check(other.Stream);
        }

        foreach (var held in append.Holds)
        {
            Check(held.Stream);
        }

        Text(append.Actor.Person, ActorBytes, "actor person");
        Text(append.Actor.Role, ActorBytes, "actor role");
        Text(append.Actor.Session, ActorBytes, "actor session");
        if (append.Records.Count is 0 or > MaxRecords)
        {
            throw new ArgumentException($"An append holds 1 to {MaxRecords} records, not {append.Records.Count}.", nameof(append));
        }

        foreach (var record in append.Records)
        {
            Name(record.Kind, "record kind");
            CheckVersion(record.Version);
            Payload(record.Payload, PayloadBytes);
        }

        foreach (var row in append.AddIndex)
        {
            Check(row);
        }

        foreach (var row in append.RemoveIndex)
        {
            Check(row);
        }

        foreach (var work in append.Schedule)
        {
            CheckKey(work.Kind, work.Key);
            Payload(work.Payload, PayloadBytes);
        }

        foreach (var (kind, key) in append.Cancel)
        {
            CheckKey(kind, key);
        }
    }

    internal static void Check(StreamId stream)
    {
        if (string.IsNullOrEmpty(stream.Value))
        {
            throw new ArgumentException("A stream has a name.", nameof(stream));
        }

        Text(stream.Value, StreamBytes, "stream");
        foreach (var letter in stream.Value)
        {
            if (char.IsControl(letter))
            {
                throw new ArgumentException("A stream's name has no control characters.", nameof(stream));
            }
        }
    }

    /// <summary>The bits above are the store's own.</summary>
    internal static void CheckVersion(int version)
    {
        if (version is < 0 or >= SealedPayload.Mark)
            throw new ArgumentException($"A format version is 0 to {SealedPayload.Mark - 1}, not {version}.");
    }

    internal static void Check(Snapshot snapshot)
    {
        Check(snapshot.Stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(snapshot.Seq, 1, nameof(snapshot));
        Payload(snapshot.Payload, SnapshotBytes);
    }

    /// <summary>Checks an index and its key, or a kind of work and its key.</summary>
    internal static void CheckKey(string name, string key)
    {
        Name(name, "index or kind");
        Text(key, KeyBytes, "key");
    }

    internal static void CheckTake(string kind, TimeSpan lease, int max)
    {
        Name(kind, "kind");
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
    }

    private static void Check(IndexRow row)
    {
        CheckKey(row.Index, row.Key);
        Text(row.Value, KeyBytes, "index value");
    }

    private static void Name(string value, string what)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentException($"The {what} is empty.");
        }

        Text(value, NameBytes, what);
    }

    private static void Text(string value, int maxBytes, string what)
    {
        ArgumentNullException.ThrowIfNull(value, what);
        var length = Ascii.IsValid(value) ? value.Length : CountBytes(value, what);
        if (length > maxBytes)
        {
            throw new ArgumentException($"The {what} has {length} bytes, at most {maxBytes} fit.");
        }

        if (value.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The {what} contains a NUL.");
        }
    }

    private static int CountBytes(string value, string what)
    {
        try
        {
            return Strict.GetByteCount(value);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"The {what} is not valid Unicode.", e);
        }
    }

    private static void Payload(ReadOnlyMemory<byte> payload, int maxBytes)
    {
        if (payload.Length > maxBytes)
        {
            throw new ArgumentException($"The payload has {payload.Length} bytes, at most {maxBytes} fit.");
        }
    }
}
