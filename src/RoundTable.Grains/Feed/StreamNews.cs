using System.Collections.Concurrent;
using RoundTable.Journal;

namespace RoundTable.Grains.Feed;

/// <summary>
/// Brings what other servers commit to the grains that hold the streams in memory. News is a hint: it may be lost or late,
/// and whoever hears it reads the journal. Without other servers there is none. Safe for concurrent callers.
/// </summary>
public sealed class StreamNews
{
    private readonly ConcurrentDictionary<StreamId, ConcurrentDictionary<StreamFollowing, bool>> _followings = [];
    private volatile bool _listening;

    /// <summary>Creates the news of a journal.</summary>
    public StreamNews(SharedFeed shared) => IsShared = shared.Feed is not null;

    /// <summary>Whether other servers may write to the journal.</summary>
    public bool IsShared { get; }

    /// <summary>Whether other servers may write and nothing is heard of it at the moment: what is in memory may be old.</summary>
    public bool IsDeaf => IsShared && !_listening;

    /// <summary>How many streams are followed, for telemetry.</summary>
    public int Count => _followings.Count;

    /// <summary>Takes a notice of the feed.</summary>
    public void Take(FeedNotice notice)
    {
        if (!notice.Listening)
            _listening = false;
        if (notice.MayHaveMissed)
        {
            foreach (var following in _followings.Values.SelectMany(f => f.Keys))
            {
                following.Doubt();
            }
        }

        // Only when all are in doubt: else one that is not yet would take what is in memory for new.
        _listening = notice.Listening;
        foreach (var moved in notice.Moved)
        {
            // What this server wrote, its writer knows.
            if (moved.Own || !_followings.TryGetValue(moved.Stream, out var followings))
                continue;
            foreach (var following in followings.Keys)
            {
                following.Hear(moved);
            }
        }
    }

    /// <summary>Follows a stream until the result is disposed. Follow first, then read: so nothing falls in between.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="moved">Called from any thread when there may be something to read; returns at once.</param>
    internal StreamFollowing Follow(StreamId stream, Action moved)
    {
        var following = new StreamFollowing(this, stream, moved);
        if (!IsShared)
            return following;
        while (true)
        {
            var followings = _followings.GetOrAdd(stream, static _ => []);
            followings[following] = true;

            // The last one to leave may just have taken the list away.
            if (_followings.TryGetValue(stream, out var current) && ReferenceEquals(current, followings))
                return following;
        }
    }

    internal void End(StreamFollowing following)
    {
        if (!_followings.TryGetValue(following.Stream, out var followings))
            return;
        followings.TryRemove(following, out _);
        if (!followings.IsEmpty)
            return;
        _followings.TryRemove(new(following.Stream, followings));
        foreach (var late in followings.Keys)
        {
            // Somebody came in between: in a list of their own.
            _followings.GetOrAdd(following.Stream, static _ => [])[late] = true;
        }
    }
}
