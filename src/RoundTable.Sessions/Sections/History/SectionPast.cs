using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;

namespace RoundTable.Sessions.Sections.History;

/// <summary>Brings back how a section stood: fed with its records from the first on, up to the moment that is asked for.</summary>
/// <param name="isShown">Whether an item as it stood then may be read by whoever looks back.</param>
public sealed class SectionPast(Func<StandingItem, bool> isShown)
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

    /// <summary>The items as they stood, the withdrawn ones too, without those that may not be read.</summary>
    public IReadOnlyList<CardItem> Items()
    {
        var kept = KeptBack().ToHashSet();
        return [.. _document.Items().Where(item => !kept.Contains(item.Id))];
    }

    /// <summary>The items that may not be read as they stood.</summary>
    public IReadOnlyList<ItemId> KeptBack()
    {
        Apply();
        return [.. _document.Standing().Where(item => !isShown(item)).Select(item => item.Id)];
    }

    private void Apply()
    {
        _document.Replay(_waiting);
        _waiting.Clear();
    }
}
