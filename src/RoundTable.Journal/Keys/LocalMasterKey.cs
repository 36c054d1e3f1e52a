using System.Security.Cryptography;

namespace RoundTable.Journal;

/// <summary>A master key whose 32 bytes this process holds: from a file or from the environment. Wraps by AES-256-GCM.</summary>
public sealed class LocalMasterKey : IMasterKey
{
    /// <summary>Length of the key in bytes.</summary>
    public const int Length = 32;

    private readonly Lock _one = new();
    private readonly AesGcm _aes;
    private readonly FillRandom _fill;

    /// <summary>Creates the key.</summary>
    /// <param name="key">Its 32 bytes; not kept.</param>
    /// <param name="fill">Source of nonces.</param>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public LocalMasterKey(ReadOnlySpan<byte> key, FillRandom fill)
    {
        if (key.Length != Length)
            throw new ArgumentException($"A master key has {Length} bytes, not {key.Length}.", nameof(key));
        _aes = new AesGcm(key, SealedBytes.TagLength);
        _fill = fill;
        Id = "local-" + Convert.ToHexStringLower(SHA256.HashData([.. "RoundTable master key"u8, .. key]).AsSpan(0, 8));
    }

    /// <summary><c>local-</c> and the first 64 bits of a hash of the key.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    public ValueTask<byte[]> WrapAsync(KeyId id, ReadOnlyMemory<byte> key, CancellationToken ct = default)
    {
        var wrapped = new byte[SealedBytes.NonceLength + key.Length + SealedBytes.TagLength];
        _fill(wrapped.AsSpan(0, SealedBytes.NonceLength));
        lock (_one)
        {
            SealedBytes.Encrypt(_aes, wrapped, key.Span, id.Value.ToByteArray());
        }

        return ValueTask.FromResult(wrapped);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> UnwrapAsync(KeyId id, ReadOnlyMemory<byte> wrapped, CancellationToken ct = default)
    {
        lock (_one)
        {
            return SealedBytes.TryDecrypt(_aes, wrapped.Span, id.Value.ToByteArray(), out var key)
                ? ValueTask.FromResult(key)
                : throw new JournalUnavailableException($"Data key {id} was altered, or wrapped by another master key.");
        }
    }
}
