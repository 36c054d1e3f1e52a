using RoundTable.Journal;

namespace RoundTable.Grains.Feed;

/// <summary>What one grain has heard of its stream. Heard from any thread, asked in the turns of the grain.</summary>
internal sealed class StreamFollowing : IDisposable
{
    private readonly StreamNews _news;
    private readonly Action _moved;
    private long _heard;
    private volatile bool _doubt;

    public StreamFollowing(StreamNews news, StreamId stream, Action moved)
    {
        _news = news;
        _moved = moved;
        Stream = stream;
    }

    public StreamId Stream { get; }

    /// <summary>Whether other servers may write to the stream.</summary>
    public bool IsShared => _news.IsShared;

    /// <summary>Whether nothing would be heard if they did.</summary>
    public bool IsDeaf => _news.IsDeaf;

    /// <summary>Whether there may be records behind this one.</summary>
    public bool IsBehind(long head) => _doubt || Interlocked.Read(ref _heard) > head;

    /// <summary>To call before reading from the head on: what is heard from now on counts again.</summary>
    public void Reading() => _doubt = false;

    /// <summary>The stream has this record now.</summary>
    public void Hear(long head)
    {
        var known = Interlocked.Read(ref _heard);
        while (known < head)
        {
            var before = Interlocked.CompareExchange(ref _heard, head, known);
            if (before == known)
            {
                _moved();
                return;
            }

            known = before;
        }
    }

    /// <summary>The stream may have moved.</summary>
    public void Doubt()
    {
        _doubt = true;
        _moved();
    }

    public void Dispose() => _news.End(this);
}
