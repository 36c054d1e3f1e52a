namespace RoundTable.Journal;

/// <summary>
/// Data is sealed by a key that is not in the key store, and was not destroyed there: the store is another one, or an earlier copy. What
/// it seals can be read again when the key is put back.
/// </summary>
/// <param name="id">The key.</param>
public sealed class MissingKeyException(KeyId id) : Exception($"Data key {id} is not in this key store.")
{
    /// <summary>The key.</summary>
    public KeyId Id { get; } = id;
}
