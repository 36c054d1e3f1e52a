namespace RoundTable.Journal;

/// <summary>A record as its author offers it, before the journal numbers and chains it.</summary>
/// <param name="Kind">What the payload is, at most 128 bytes of UTF-8.</param>
/// <param name="Version">Format version of the payload, 0 to 2^30 - 1.</param>
/// <param name="Payload">At most 16 MiB; borrowed and not to be changed until the append has completed.</param>
public sealed record NewRecord(string Kind, int Version, ReadOnlyMemory<byte> Payload);
