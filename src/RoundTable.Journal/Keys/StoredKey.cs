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
    KeyId Id, string Owner, DateTimeOffset MadeAt, string Master, byte[]? Wrapped, DateTimeOffset? DestroyedAt = null, string? DestroyedBy = null);
