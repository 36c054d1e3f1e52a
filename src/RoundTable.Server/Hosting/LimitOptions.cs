using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Hosting;

/// <summary>
/// What one person, connection or section may cost the others: section <c>RoundTable:Limits</c>. A meeting of twelve who all
/// type, and one who pastes, never meets them. Whoever writes faster is made to wait; nothing is dropped.
/// </summary>
public sealed class LimitOptions
{
    /// <summary>Bytes of one message to the hub. Default 128 KiB; an edit of 64 KiB needs 88 KiB of it.</summary>
    public int MessageBytes { get; set; } = 128 * 1024;

    /// <summary>Live connections of one person at the same time, on all devices. Default 20.</summary>
    public int ConnectionsPerPerson { get; set; } = 20;

    /// <summary>Sections, plans and meetings that one connection has open. Default 64.</summary>
    public int OpenPerConnection { get; set; } = 64;

    /// <summary>Messages that wait for one connection; beyond it a section's give way to one resync. Default 512.</summary>
    public int QueueMessages { get; set; } = 512;

    /// <summary>Bytes that wait for one connection; beyond it a section's give way to one resync. Default 4 MiB.</summary>
    public int QueueBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Edits of one person per second, over time. Default 500.</summary>
    public int PersonEditsPerSecond { get; set; } = 500;

    /// <summary>Edits that one person may make at once. Default 5,000.</summary>
    public int PersonEditBurst { get; set; } = 5_000;

    /// <summary>Bytes of edits of one person per second, over time. Default 512 KiB.</summary>
    public int PersonBytesPerSecond { get; set; } = 512 * 1024;

    /// <summary>Bytes of edits that one person may make at once. Default 8 MiB.</summary>
    public int PersonByteBurst { get; set; } = 8 * 1024 * 1024;

    /// <summary>Edits in one section per second, over time, by everybody together. Default 2,000.</summary>
    public int SectionEditsPerSecond { get; set; } = 2_000;

    /// <summary>Edits in one section at once, by everybody together. Default 20,000.</summary>
    public int SectionEditBurst { get; set; } = 20_000;

    /// <summary>Bytes of edits in one section per second, over time. Default 2 MiB.</summary>
    public int SectionBytesPerSecond { get; set; } = 2 * 1024 * 1024;

    /// <summary>Bytes of edits in one section at once. Default 32 MiB.</summary>
    public int SectionByteBurst { get; set; } = 32 * 1024 * 1024;

    /// <summary>Openings, looks and moves (presence) of one person per second, over time, and their tries at what is of a plan without them. Default 50.</summary>
    public int PersonMovesPerSecond { get; set; } = 50;

    /// <summary>Openings, looks and moves that one person may make at once. Default 500.</summary>
    public int PersonMoveBurst { get; set; } = 500;

    /// <summary>Commands of one person to plans and meetings per second, over time. Default 20.</summary>
    public int PersonCommandsPerSecond { get; set; } = 20;

    /// <summary>Commands that one person may give at once. Default 400.</summary>
    public int PersonCommandBurst { get; set; } = 400;

    /// <summary>How long somebody is made to wait at most; beyond it the edit is turned away and the client comes again. Default 5 s.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Readings of a log, a history or a copy that run at once for one person. Default 2.</summary>
    public int HeavyReadsPerPerson { get; set; } = 2;

    /// <summary>How many more of them wait for one person; beyond it they are turned away. Default 4.</summary>
    public int HeavyReadsWaiting { get; set; } = 4;

    /// <summary>Entries of a plan's log of access that are shown, the newest; what somebody did more than once on a day is one. Default 20,000.</summary>
    public int LogEntries { get; set; } = 20_000;

    /// <summary>Items of one section, the withdrawn ones counted. Default 500.</summary>
    public int SectionItems { get; set; } = SectionCaps.Default.Items;

    /// <summary>Bytes of one section's document, with the traces of what was deleted. Default 16 MiB.</summary>
    public int SectionBytes { get; set; } = SectionCaps.Default.DocumentBytes;

    /// <summary>Runs of letters and values in one section's document, the deleted ones too; each takes some 130 bytes of memory. Default 200,000.</summary>
    public int SectionStructs { get; set; } = SectionCaps.Default.Structs;

    /// <summary>Text of one item in UTF-16 code units. Default 4,000; at most 20,000, which fits in one edit with its fields.</summary>
    public int ItemLength { get; set; } = SectionCaps.Default.ItemLength;

    /// <summary>Runs of one item's text, the deleted ones too; to place one can take a step for each. Default 4,000.</summary>
    public int ItemStructs { get; set; } = SectionCaps.Default.ItemStructs;

    /// <summary>Bytes of one edit, without what is deleted already. Default 64 KiB, and no less: clients send as much.</summary>
    public int UpdateBytes { get; set; } = SectionCaps.Default.UpdateBytes;

    /// <summary>Runs that one edit may add. Default 5,000, and no less: so many of people's fit in 64 KiB.</summary>
    public int UpdateStructs { get; set; } = SectionCaps.Default.UpdateStructs;

    /// <summary>Bytes of a state vector; who sends a longer one gets the whole document. Default 16 KiB, some 1,500 pages that typed.</summary>
    public int StateVectorBytes { get; set; } = SectionCaps.Default.StateVectorBytes;

    /// <summary>Connections that have one section open at the same time. Default 200.</summary>
    public int SectionReaders { get; set; } = SectionCaps.Default.Readers;

    /// <summary>How many of them may be one person's. Default 50.</summary>
    public int SectionReadersPerPerson { get; set; } = SectionCaps.Default.ReadersPerPerson;

    /// <summary>Edits of one section that wait for the disk; beyond it clients keep theirs and come back. Default 2,048.</summary>
    public int SectionUnsavedUpdates { get; set; } = SectionCaps.Default.UnsavedUpdates;

    /// <summary>Bytes of edits of one section that wait for the disk, and of answers to openings. Default 8 MiB.</summary>
    public int SectionUnsavedBytes { get; set; } = SectionCaps.Default.UnsavedBytes;

    /// <summary>Pages from which one person typed in one section, ever. Default 1,000.</summary>
    public int SectionPagesPerPerson { get; set; } = SectionCaps.Default.ClientsPerPerson;

    /// <summary>How long presence in a section is gathered before it is shown once, 100 to 200 ms. Default 150 ms.</summary>
    public TimeSpan PresenceTick { get; set; } = SectionCaps.Default.PresenceTick;

    /// <summary>After how long without a call a section gives its memory back. Default 2 s.</summary>
    public TimeSpan SectionIdle { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Rates and bursts by name.</summary>
    internal IEnumerable<(string Name, int Value)> Rates =>
    [
        (nameof(PersonEditsPerSecond), PersonEditsPerSecond),
        (nameof(PersonEditBurst), PersonEditBurst),
        (nameof(PersonBytesPerSecond), PersonBytesPerSecond),
        (nameof(SectionEditsPerSecond), SectionEditsPerSecond),
        (nameof(SectionEditBurst), SectionEditBurst),
        (nameof(SectionBytesPerSecond), SectionBytesPerSecond),
        (nameof(PersonMovesPerSecond), PersonMovesPerSecond),
        (nameof(PersonMoveBurst), PersonMoveBurst),
        (nameof(PersonCommandsPerSecond), PersonCommandsPerSecond),
        (nameof(PersonCommandBurst), PersonCommandBurst),
    ];
}
