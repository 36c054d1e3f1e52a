using RoundTable.Domain.Ids;

namespace RoundTable.Server.Hubs;

/// <summary>
/// When the pushes of one connection came in that have not been answered. Bounded: of one that found so many before it nobody measures
/// how long it took, and when its section is opened anew instead, its client does not hear why. Safe for concurrent callers.
/// </summary>
internal sealed class PushClock(TimeProvider time)
{
    private const int Most = 1024;
    private readonly Lock _lock = new();
    private readonly Dictionary<(SectionId Section, long Number), long> _began = [];

    /// <summary>A push came in.</summary>
    public void Begin(SectionId section, long number)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            if (_began.Count < Most)
                _began[(section, number)] = now;
        }
    }

    /// <summary>A push was answered: how long that took, or null when it is not known.</summary>
    public TimeSpan? End(SectionId section, long number)
    {
        lock (_lock)
            return _began.Remove((section, number), out var began) ? time.GetElapsedTime(began) : null;
    }

    /// <summary>What is under way in a section is never answered; gives whether there was any.</summary>
    public bool Forget(SectionId section)
    {
        lock (_lock)
        {
            var gone = _began.Keys.Where(push => push.Section == section).ToList();
            foreach (var push in gone)
                _began.Remove(push);
            return gone.Count > 0;
        }
    }
}
