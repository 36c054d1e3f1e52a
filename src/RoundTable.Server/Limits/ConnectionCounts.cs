using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Limits;

/// <summary>How many live connections each person has on this server, over all doors.</summary>
internal sealed class ConnectionCounts(IOptions<RoundTableOptions> options)
{
    private readonly int _most = options.Value.Limits.ConnectionsPerPerson;
    private readonly ConcurrentDictionary<SubjectId, int> _counts = [];

    /// <summary>How many people have a connection.</summary>
    public int People => _counts.Count;

    /// <summary>Counts one more; false, and nothing counted, when the person has as many as they may.</summary>
    public bool TryAdd(SubjectId who)
    {
        while (true)
        {
            if (!_counts.TryGetValue(who, out var count))
            {
                if (_counts.TryAdd(who, 1))
                    return true;
            }
            else if (count >= _most)
            {
                return false;
            }
            else if (_counts.TryUpdate(who, count + 1, count))
            {
                return true;
            }
        }
    }

    /// <summary>One that was counted is gone.</summary>
    public void Remove(SubjectId who)
    {
        while (_counts.TryGetValue(who, out var count))
        {
            if (count > 1 ? _counts.TryUpdate(who, count - 1, count) : _counts.TryRemove(KeyValuePair.Create(who, count)))
                return;
        }
    }
}
