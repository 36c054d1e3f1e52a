namespace RoundTable.Sessions.Sections;

/// <summary>What a section holds at most, so that no update can cost more than it may (contract of the section document).</summary>
public static class SectionLimits
{
    /// <summary>Bytes of one V1 update: 64 KiB.</summary>
    public const int UpdateBytes = 64 * 1024;

    /// <summary>Bytes of a state vector that a client may send: 16 KiB, some 1,500 clients.</summary>
    public const int StateVectorBytes = 16 * 1024;

    /// <summary>Items in one section, the withdrawn ones counted.</summary>
    public const int Items = 500;

    /// <summary>Text of one item in UTF-16 code units.</summary>
    public const int TextLength = 4_000;

    /// <summary>Readers of one section at the same time; a person on several devices counts several times.</summary>
    public const int Readers = 200;

    /// <summary>Updates that may wait for the disk; beyond it a client is asked to come back.</summary>
    public const int Undurable = 512;

    /// <summary>Messages that may wait for the disk, so that repeating what is known costs bounded memory too.</summary>
    public const int Held = 4 * Undurable;

    /// <summary>Records after the last snapshot that call for a new one.</summary>
    public const int SnapshotRecords = 200;

    /// <summary>Payload bytes after the last snapshot that call for a new one: 64 KiB.</summary>
    public const int SnapshotBytes = 64 * 1024;

    /// <summary>How long presence is gathered before it is sent on once.</summary>
    public static readonly TimeSpan PresenceTick = TimeSpan.FromMilliseconds(150);
}
