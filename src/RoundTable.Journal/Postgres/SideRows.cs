namespace RoundTable.Journal;

/// <summary>
/// What a transaction's appends together do to index rows and due work: the last word on each row, in one order for
/// all servers, so that two of them seldom wait for each other crosswise.
/// </summary>
internal sealed class SideRows
{
    private readonly Dictionary<IndexRow, bool> _index = [];
    private readonly Dictionary<(string Kind, string Key), DueWork?> _due = [];

    internal IReadOnlyList<IndexRow> Added => RowsThatAre(there: true);

    internal IReadOnlyList<IndexRow> Removed => RowsThatAre(there: false);

    internal IReadOnlyList<DueWork> Scheduled =>
        [.. _due.Values.OfType<DueWork>().OrderBy(w => w.Kind, StringComparer.Ordinal).ThenBy(w => w.Key, StringComparer.Ordinal)];

    internal IReadOnlyList<(string Kind, string Key)> Cancelled =>
        [.. _due.Where(d => d.Value is null).Select(d => d.Key)
            .OrderBy(k => k.Kind, StringComparer.Ordinal).ThenBy(k => k.Key, StringComparer.Ordinal)];

    internal void Add(Append append)
    {
        foreach (var row in append.RemoveIndex)
        {
            _index[row] = false;
        }

        foreach (var row in append.AddIndex)
        {
            _index[row] = true;
        }

        foreach (var work in append.Cancel)
        {
            _due[work] = null;
        }

        foreach (var work in append.Schedule)
        {
            _due[(work.Kind, work.Key)] = work;
        }
    }

    private IReadOnlyList<IndexRow> RowsThatAre(bool there) =>
        [.. _index.Where(r => r.Value == there).Select(r => r.Key)
            .OrderBy(r => r.Index, StringComparer.Ordinal)
            .ThenBy(r => r.Key, StringComparer.Ordinal)
            .ThenBy(r => r.Value, StringComparer.Ordinal)];
}
