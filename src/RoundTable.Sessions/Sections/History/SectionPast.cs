namespace RoundTable.Sessions.Sections.History;

/// <summary>Brings back how a section stood: fed with its records from the first on, up to the moment that is asked for.</summary>
public sealed class SectionPast
{
    private const int Together = 512;
    private readonly SectionDocument _document = new(0, SectionCaps.Default);
    private readonly List<SectionRecord> _waiting = [];

    /// <summary>Number of the last record that it was given; 0 for none.</summary>
    public long Seq { get; private set; }

    /// <summary>When that record was written; null before the first.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>Takes the next record.</summary>
    /// <exception cref="InvalidDataException">The record is of an unknown kind, or builds on something that is not there.</exception>
    /// <exception cref="Yjs.MalformedUpdateException">The record is damaged.</exception>
    public void Add(PastRecord next)
    {
        _waiting.Add(next.Record);
        Seq = next.Record.Seq;
        At = next.At;
        if (_waiting.Count == Together)
            Apply();
    }

    /// <summary>The items as they stood, the withdrawn ones too.</summary>
    public IReadOnlyList<CardItem> Items()
    {
        Apply();
        return _document.Items();
    }

    private void Apply()
    {
        _document.Replay(_waiting);
        _waiting.Clear();
    }
}
