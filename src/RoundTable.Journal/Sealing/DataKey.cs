using System.Security.Cryptography;

namespace RoundTable.Journal;

/// <summary>A data key in memory. Safe for concurrent callers.</summary>
internal sealed class DataKey
{
    internal const int Length = 32;

    private readonly Lock _one = new();
    private readonly AesGcm _aes;
    private readonly FillRandom _fill;

    internal DataKey(KeyId id, string owner, ReadOnlySpan<byte> key, FillRandom fill)
    {
        Id = id;
        Owner = owner;
        _aes = new AesGcm(key, SealedBytes.TagLength);
        _fill = fill;
    }

    internal KeyId Id { get; }

    internal string Owner { get; }

    internal byte[] Seal(SealPurpose purpose, string name, long seq, ReadOnlySpan<byte> plain)
    {
        var payload = new byte[SealedPayload.HeaderLength + SealedBytes.NonceLength + plain.Length + SealedBytes.TagLength];
        SealedPayload.WriteHeader(payload, Id);
        var body = payload.AsSpan(SealedPayload.HeaderLength);
        _fill(body[..SealedBytes.NonceLength]);
        var bound = SealedPayload.Bound(purpose, name, seq);
        lock (_one)
        {
            SealedBytes.Encrypt(_aes, body, plain, bound);
        }

        return payload;
    }

    /// <exception cref="InvalidDataException">The payload was changed, or belongs elsewhere.</exception>
    internal byte[] Open(SealPurpose purpose, string name, long seq, ReadOnlySpan<byte> payload)
    {
        var bound = SealedPayload.Bound(purpose, name, seq);
        lock (_one)
        {
            return SealedBytes.TryDecrypt(_aes, payload[SealedPayload.HeaderLength..], bound, out var plain)
                ? plain
                : throw new InvalidDataException($"The payload of {name} {seq} is not what was sealed there.");
        }
    }
}
