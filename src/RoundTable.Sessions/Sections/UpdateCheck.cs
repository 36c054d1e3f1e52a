namespace RoundTable.Sessions.Sections;

/// <summary>What was found about an update, before anything of it is applied.</summary>
/// <param name="RefusalCode">Why it is refused, or null.</param>
/// <param name="Update">The bytes to apply, keep and send on: the update without what the document has already.</param>
/// <param name="ChangesSomething">Whether the document would be different.</param>
/// <param name="NewClients">Client ids that it is the first to use.</param>
/// <param name="MoreItems">How many more items there are afterwards.</param>
/// <param name="Findings">What came to light on the way; null when nothing changes.</param>
internal readonly record struct UpdateCheck(
    string? RefusalCode,
    ReadOnlyMemory<byte> Update,
    bool ChangesSomething,
    IReadOnlyList<ulong> NewClients,
    int MoreItems,
    UpdateFindings? Findings)
{
    public static UpdateCheck Refused(string code) => new(code, default, false, [], 0, null);

    public static UpdateCheck Nothing { get; } = new(null, default, false, [], 0, null);
}
