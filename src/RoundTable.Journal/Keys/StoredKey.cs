namespace RoundTable.Journal;

/// <summary>A data key as the key store holds it, or what is left of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Whose data it seals, for instance <c>plan/&lt;id&gt;</c>.</param>
/// <param name="MadeAt">When it was made; the latest of an owner seals new data.</param>
/// <param name="Master">Id of the master key that wraps it.</param>
/// <param name="Wrapped">The wrapped key; null when it was destroyed.</param>
/// <param name="DestroyedAt">When it was destroyed, or null.</param>
/// <param name="DestroyedBy">Id of who had it destroyed, or null.</param>
public sealed record StoredKey(
    KeyId Id, string Owner, DateTimeOffset MadeAt, string Master, byte[]? Wrapped, DateTimeOffset? DestroyedAt = null, string? DestroyedBy = null)
{
    /// <summary>Before the name of the master key, in <see cref="Master"/>: the wrapped bytes are not what it wrapped.</summary>
    public const string SetAside = "damaged:";

    /// <summary>Whether it was found not to open, and waits for its bytes to be put back.</summary>
    public bool IsSetAside => Master.StartsWith(SetAside, StringComparison.Ordinal);

    /// <summary>Id of the master key that opens it, also where it was set aside.</summary>
    public string WrappedBy => IsSetAside ? Master[SetAside.Length..] : Master;
}
