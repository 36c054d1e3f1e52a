namespace RoundTable.Sessions;

/// <summary>Refusal codes of live sessions, beside those of the domain's rules; stable, never text for people.</summary>
public static class SessionCodes
{
    /// <summary>Too many connections have the section open.</summary>
    public const string SectionFull = "section.full";

    /// <summary>The update is the first to use more Yjs clients than one update, or one person in a section, may have.</summary>
    public const string SectionTooManyClients = "section.too-many-clients";

    /// <summary>As much of the section is the person's as one person's may be.</summary>
    public const string SectionShareFull = "section.share-full";

    /// <summary>The update takes away in more places of what others wrote than fits at once.</summary>
    public const string SectionCutsOthers = "section.cuts-others";

    /// <summary>As much of the section waits for the disk as may; the client comes back with what it has.</summary>
    public const string SectionTooMuchUnsaved = "section.too-much-unsaved";

    /// <summary>More is written than the server lets pass; the client waits a moment and does it again.</summary>
    public const string SectionTooFast = "section.too-fast";

    /// <summary>The store is away, or too much waits for it: the same again may succeed in a moment.</summary>
    public const string Unavailable = "server.unavailable";

    /// <summary>The section's history has no such moment.</summary>
    public const string MomentUnknown = "section.moment-unknown";

    /// <summary>The section has no such item, or its words moved away and it is off the table.</summary>
    public const string ItemUnknown = "section.item-unknown";

    /// <summary>The item holds other words than those that were taken along; the server looks again.</summary>
    public const string ItemChanged = "section.item-changed";

    /// <summary>An operation id is 1 to 64 characters.</summary>
    public const string OperationMalformed = "operation.malformed";

    /// <summary>The sign-in session has ended, or is not good for this.</summary>
    public const string SessionOver = "session.over";

    /// <summary>The session has more door tokens than anybody needs.</summary>
    public const string DoorTooManyTokens = "door.too-many-tokens";
}
