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

    /// <summary>Whether the store is only away: the same may succeed when it is back. False for what somebody has to mend first.</summary>
    public bool MayPass => InnerException is { } inner && PostgresStore.IsPassing(inner);
}
