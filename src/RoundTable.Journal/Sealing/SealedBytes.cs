using System.Security.Cryptography;

namespace RoundTable.Journal;

/// <summary>AES-256-GCM over one buffer: nonce, ciphertext, tag.</summary>
internal static class SealedBytes
{
    internal const int NonceLength = 12;
    internal const int TagLength = 16;

    /// <summary>Encrypts into a buffer whose first bytes hold the nonce already.</summary>
    internal static void Encrypt(AesGcm aes, Span<byte> target, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound) => aes.Encrypt(
        target[..NonceLength],
        plain,
        target.Slice(NonceLength, plain.Length),
        target.Slice(NonceLength + plain.Length, TagLength),
        bound);

    /// <summary>Decrypts; false when a bit was changed, or the text that it is bound to is another.</summary>
    internal static bool TryDecrypt(AesGcm aes, ReadOnlySpan<byte> source, ReadOnlySpan<byte> bound, out byte[] plain)
    {
        plain = [];
        if (source.Length < NonceLength + TagLength)
            return false;
        var opened = new byte[source.Length - NonceLength - TagLength];
        try
        {
            aes.Decrypt(source[..NonceLength], source.Slice(NonceLength, opened.Length), source[^TagLength..], opened, bound);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        plain = opened;
        return true;
    }
}
