namespace RoundTable.Journal;

/// <summary>
/// The key that wraps the data keys. This is the port for a key service: one that wraps and unwraps inside its own walls
/// implements it, and the master key is then never in this process.
/// </summary>
/// <remarks>Safe for concurrent callers. Wrapping binds the data key's id: unwrapping under another id fails.</remarks>
public interface IMasterKey
{
    /// <summary>Names this master key and version of it, 1 to 128 bytes of UTF-8; stored beside every key that it wrapped.</summary>
    string Id { get; }

    /// <summary>Wraps the 32 bytes of a data key.</summary>
    /// <exception cref="JournalUnavailableException">The key service cannot be reached or refuses.</exception>
    ValueTask<byte[]> WrapAsync(KeyId id, ReadOnlyMemory<byte> key, CancellationToken ct = default);

    /// <summary>Unwraps what <see cref="WrapAsync"/> gave.</summary>
    /// <exception cref="JournalUnavailableException">The key service cannot be reached or refuses, or the bytes were altered.</exception>
    ValueTask<byte[]> UnwrapAsync(KeyId id, ReadOnlyMemory<byte> wrapped, CancellationToken ct = default);
}
