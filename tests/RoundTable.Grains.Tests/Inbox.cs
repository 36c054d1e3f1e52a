using System.Collections.Concurrent;
using System.Threading.Channels;

namespace RoundTable.Grains.Tests;

/// <summary>What an observer heard, in order.</summary>
internal class Inbox
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private readonly Channel<object> _messages = Channel.CreateUnbounded<object>();
    private readonly ConcurrentQueue<object> _heard = new();

    /// <summary>Everything heard so far.</summary>
    public IReadOnlyCollection<object> Heard => _heard;

    /// <summary>The next message of this kind; those of other kinds before it are passed over.</summary>
    public async Task<T> NextAsync<T>()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            while (true)
            {
                if (await _messages.Reader.ReadAsync(deadline.Token) is T wanted)
                    return wanted;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Waited for {typeof(T).Name}; heard: {string.Join(", ", _heard.Select(m => m.GetType().Name))}.");
        }
    }

    protected void Hear(object message)
    {
        _heard.Enqueue(message);
        _messages.Writer.TryWrite(message);
    }
}
