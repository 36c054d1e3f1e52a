namespace RoundTable.Server.Hosting;

/// <summary>The server's source of chance (design D8): tokens, codes, nonces and names come from here.</summary>
public interface IRandomBytes
{
    /// <summary>Fills the buffer with bytes that nobody can predict.</summary>
    void Fill(Span<byte> buffer);
}
