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
    private Dictionary<ItemId, int>? _lengths;

    /// <summary>Number of the last record that it was given; 0 for none.</summary>
    public long Seq { get; private set; }

    /// <summary>When that record was written; null before the first.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>Takes the next record.</summary>
    /// <exception cref="InvalidDataException">The record is of an unknown kind.</exception>
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

    /// <summary>
    /// Takes a record behind the moment; the items whose words it took away, to another audience. They stay away, whatever is typed in
    /// them later. From now on this is not how the section stood then.
    /// </summary>
    /// <param name="later">The next record.</param>
    public IReadOnlyList<ItemId> MovedBy(PastRecord later)
    {
        if (_lengths is null)
        {
            Apply();
            _lengths = _document.Items().ToDictionary(i => i.Id, i => i.Text.Length);
        }

        if (later.Record.Kind != SectionRecord.Written)
        {
            _waiting.Add(later.Record);
            return [];
        }

        foreach (var id in _document.ReplayAndNote(_waiting))
        {
            _lengths[id] = _document.Item(id)!.Text.Length;
        }

        _waiting.Clear();
        var moved = new List<ItemId>();
        foreach (var id in _document.ReplayAndNote([later.Record]))
        {
            var item = _document.Item(id)!;
            if (item.Withdrawn && item.Text.Length < _lengths.GetValueOrDefault(id))
                moved.Add(id);
            _lengths[id] = item.Text.Length;
        }

        return moved;
    }

    private void Apply()
    {
        _document.Replay(_waiting);
        _waiting.Clear();
    }
}
