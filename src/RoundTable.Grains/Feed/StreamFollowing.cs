using RoundTable.Journal;

namespace RoundTable.Grains.Feed;

/// <summary>What one grain has heard of its stream. Heard from any thread, asked in the turns of the grain.</summary>
internal sealed class StreamFollowing : IDisposable
{
    /// <summary>What was told and not taken yet is at most this; more than that is read.</summary>
    private const int MaxTold = 64;

    private readonly StreamNews _news;
    private readonly Action _moved;
    private readonly Queue<(JournalRecord Record, StreamAt While)> _told = new();
    private long _heard;
    private volatile bool _doubt;
    private volatile bool _hasTold;

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

    /// <summary>
    /// The record that comes next, with where the other stream was to which it is bound, if another server told it: then it need not
    /// be read.
    /// </summary>
    public (JournalRecord Record, StreamAt While)? Next(long head)
    {
        if (!_hasTold)
            return null;
        lock (_told)
        {
            while (_told.TryPeek(out var told) && told.Record.Seq <= head)
                _told.Dequeue();
            _hasTold = _told.Count > 0;
            return _hasTold && _told.Peek().Record.Seq == head + 1 ? _told.Peek() : null;
        }
    }

    /// <summary>Another server wrote to the stream.</summary>
    public void Hear(StreamMoved moved)
    {
        if (moved.Told is { } told)
            Keep(told);
        Hear(moved.Head);
    }

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

    private void Keep(ToldRecords told)
    {
        lock (_told)
        {
            // What was not taken in time has been read, or will be.
            if (_told.Count + told.Records.Count > MaxTold)
                _told.Clear();
            foreach (var record in told.Records)
            {
                _told.Enqueue((record, told.While));
            }

            _hasTold = true;
        }
    }

    public void Dispose() => _news.End(this);
}
