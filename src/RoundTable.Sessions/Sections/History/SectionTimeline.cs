using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;

namespace RoundTable.Sessions.Sections.History;

/// <summary>
/// Reads a section's records from the first on, and tells what was done in steps that people can read: typing without a
/// pause is one step, and a step ends where a named moment is, so that each named moment is a step's end. Pure; the same
/// records and marks give the same steps.
/// </summary>
public sealed class SectionTimeline
{
    /// <summary>A pause of this long ends a step.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>A step takes no longer than this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private const int MostRecords = 2_000;

    private readonly SectionDocument _document = new(0, SectionCaps.Default);
    private readonly List<PastRecord> _open = [];
    private readonly Queue<DateTimeOffset> _marks;
    private readonly IReadOnlySet<long> _ends;
    private readonly Queue<PastStep> _steps = new();
    private readonly Func<StandingItem, bool> _isShown;
    private readonly Func<PastStep, PastStep?> _select;
    private readonly int _most;

    /// <summary>Starts before the first record.</summary>
    /// <param name="marks">Moments at which a step ends, in any order.</param>
    /// <param name="ends">Records with which a step ends.</param>
    /// <param name="isShown">Whether an item as it stood after a step may be read by whoever looks back.</param>
    /// <param name="select">Which steps count, and what of them; null for a step leaves it out.</param>
    /// <param name="most">How many are kept: the last ones.</param>
    public SectionTimeline(IEnumerable<DateTimeOffset> marks, IReadOnlySet<long> ends, Func<StandingItem, bool> isShown, Func<PastStep, PastStep?> select, int most)
    {
        _marks = new Queue<DateTimeOffset>(marks.Order());
        _ends = ends;
        _isShown = isShown;
        _select = select;
        _most = most;
    }

    /// <summary>Whether there were more steps than are kept.</summary>
    public bool HasEarlier { get; private set; }

    /// <summary>Takes the next record.</summary>
    /// <exception cref="InvalidDataException">The record is of an unknown kind.</exception>
    /// <exception cref="Yjs.MalformedUpdateException">The record is damaged.</exception>
    public void Add(PastRecord next)
    {
        if (_open.Count > 0 && EndsBefore(next.At))
            Close();
        _open.Add(next);
    }

    /// <summary>The steps, the earliest first. Nothing can be added afterwards.</summary>
    public IReadOnlyList<PastStep> Finish()
    {
        Close();
        return [.. _steps];
    }

    private bool EndsBefore(DateTimeOffset next)
    {
        var marked = false;
        while (_marks.TryPeek(out var mark) && mark < next)
        {
            _marks.Dequeue();
            marked |= mark >= _open[^1].At;
        }

        return marked || _ends.Contains(_open[^1].Record.Seq) || next - _open[^1].At > Pause || next - _open[0].At > Longest || _open.Count >= MostRecords;
    }

    private void Close()
    {
        if (_open.Count == 0)
            return;
        var by = Replay();
        var items = by.Select(touched => (Item: _document.Item(touched.Key), By: touched.Value)).Where(i => i.Item is not null).ToList();
        var shown = items.Where(i => _isShown(_document.Standing(i.Item!.Id)!));
        var step = new PastStep(
            _open[^1].Record.Seq, _open[0].At, _open[^1].At, [.. shown.Select(i => new ItemVersion(i.Item!, i.By))]);
        _open.Clear();

        // That something was done which they may not read is not told either.
        if ((step.Items.Count == 0 && items.Count > 0) || _select(step) is not { } selected)
            return;
        _steps.Enqueue(selected);
        if (_steps.Count <= _most)
            return;
        _steps.Dequeue();
        HasEarlier = true;
    }

    /// <summary>Applies the open records, neighbours of one author at once; who touched which item.</summary>
    private Dictionary<ItemId, List<PersonId>> Replay()
    {
        var touched = new Dictionary<ItemId, List<PersonId>>();
        for (var first = 0; first < _open.Count;)
        {
            var author = _open[first].Record.Author;
            var records = _open.Skip(first).TakeWhile(r => r.Record.Author == author).Select(r => r.Record).ToList();
            first += records.Count;
            foreach (var item in _document.ReplayAndNote(records))
            {
                if (!touched.TryGetValue(item, out var people))
                    touched[item] = people = [];
                var person = PersonId.From(author);
                if (!people.Contains(person))
                    people.Add(person);
            }
        }

        return touched;
    }
}
