namespace RoundTable.Journal;

/// <summary>
/// The store is closed, down or has too much waiting. Nothing was acknowledged: when the store broke down during
/// the commit, the write may or may not be there, so it is repeated by expected head or as something idempotent.
/// </summary>
public sealed class JournalUnavailableException : Exception
{
    /// <summary>Creates the exception with the reason and, if there is one, the store's own error.</summary>
    public JournalUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
