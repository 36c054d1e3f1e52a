using RoundTable.Domain.Ids;
using RoundTable.Journal;

namespace RoundTable.Server.Security;

/// <summary>Which lines of the log of access this server wrote today, as far as it remembers: what it forgot is written once more.</summary>
internal sealed class WrittenLines
{
    /// <summary>Some 15 MB of memory.</summary>
    private const int Most = 50_000;

    private readonly Lock _lock = new();
    private readonly HashSet<(PlanId Plan, Actor Actor, AccessLine Line)> _lines = [];
    private LogDay _day;

    public bool Contains(LogDay day, PlanId plan, Actor actor, AccessLine line)
    {
        lock (_lock)
            return _day == day && _lines.Contains((plan, actor, line));
    }

    /// <summary>Remembers a line that is on disk.</summary>
    public void Add(LogDay day, PlanId plan, Actor actor, AccessLine line)
    {
        lock (_lock)
        {
            if (_day != day || _lines.Count >= Most)
                _lines.Clear();
            _day = day;
            _lines.Add((plan, actor, line));
        }
    }
}
