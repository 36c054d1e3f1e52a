namespace RoundTable.Journal;

/// <summary>Work that must happen later, on one server, and again if that server dies: so its handler is idempotent.</summary>
/// <param name="Kind">Which handler takes it, at most 128 bytes of UTF-8.</param>
/// <param name="Key">Which piece of work, at most 1,024 bytes of UTF-8; scheduling the same kind and key again replaces it.</param>
/// <param name="DueAt">Not before this moment; kept in whole microseconds.</param>
/// <param name="Payload">What the handler needs, at most 16 MiB.</param>
public sealed record DueWork(string Kind, string Key, DateTimeOffset DueAt, ReadOnlyMemory<byte> Payload);
