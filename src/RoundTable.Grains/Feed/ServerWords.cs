using System.Collections.Concurrent;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;

namespace RoundTable.Grains.Feed;

/// <summary>
/// What one life of a grain hears from other servers under its topic, until it is disposed. Nobody says the same twice, so words that
/// cannot be taken now are tried again, as long as they are the last of that server. Words of an earlier life are none of its own: what
/// became of them since, that life would have heard, and this one has asked for itself.
/// </summary>
internal sealed class ServerWords : IDisposable
{
    private static readonly TimeSpan PauseBeforeTakingAgain = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, long> _last = [];
    private readonly Dictionary<string, long> _taken = [];
    private readonly Func<Word, IReadOnlyDictionary<string, string>, Task> _take;
    private readonly TimeProvider _time;
    private readonly IDisposable _joined;
    private long _order;
    private volatile bool _left;

    /// <summary>Joins the topic.</summary>
    /// <param name="talk">What servers say.</param>
    /// <param name="topic">Under which topic.</param>
    /// <param name="take">Takes words, none when they are taken back, in a turn of the grain that begins with <see cref="IsNext"/>. Called from any thread.</param>
    /// <param name="time">The clock.</param>
    public ServerWords(ServerTalk talk, string topic, Func<Word, IReadOnlyDictionary<string, string>, Task> take, TimeProvider time)
    {
        _take = take;
        _time = time;
        _joined = talk.Join(topic, Hear);
    }

    /// <summary>Whether words are still to be taken: heard by this life, and none of that server's that came later have been. In a turn of the grain.</summary>
    public bool IsNext(Word word)
    {
        if (!ReferenceEquals(word.HeardBy, this) || word.Order < _taken.GetValueOrDefault(word.Server))
            return false;
        _taken[word.Server] = word.Order;
        return true;
    }

    /// <summary>Hears nothing any more, and tries nothing again.</summary>
    public void Dispose()
    {
        _left = true;
        _joined.Dispose();
    }

    private void Hear(string server, IReadOnlyDictionary<string, string> words)
    {
        var word = new Word(this, server, Interlocked.Increment(ref _order));
        _last[server] = word.Order;
        _ = TakeAsync(word, words);
    }

    private async Task TakeAsync(Word word, IReadOnlyDictionary<string, string> words)
    {
        while (!_left && !await TryAsync(word, words).ConfigureAwait(false))
        {
            await Task.Delay(PauseBeforeTakingAgain, _time).ConfigureAwait(false);
            if (_last[word.Server] != word.Order)
                return;
        }
    }

    /// <returns>Whether there is nothing to try again.</returns>
    private async Task<bool> TryAsync(Word word, IReadOnlyDictionary<string, string> words)
    {
        try
        {
            await _take(word, words).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is JournalUnavailableException or GrainUnavailableException or OperationCanceledException)
        {
            return false;
        }
        catch (ObjectDisposedException)
        {
            // The grains are going, and with them all to whom it would be shown.
            return true;
        }
    }

    /// <summary>That a server said something, and when.</summary>
    internal sealed record Word(ServerWords HeardBy, string Server, long Order);
}
