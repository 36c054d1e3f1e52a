namespace RoundTable.Server.Health;

/// <summary>
/// The connections that stay open, and how they are sent to another server when this one goes: one after the other, those that were
/// there first first. So no other server gets everybody in the same instant. One that fails to go costs the others nothing. Safe for
/// concurrent callers.
/// </summary>
internal sealed partial class Departure(TimeProvider time, ILogger<Departure> logger)
{
    /// <summary>Between one handful and the next.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly LinkedList<Action> _open = [];
    private bool _begun;

    /// <summary>A connection that is open until the result is disposed.</summary>
    /// <param name="send">Tells the client to go elsewhere, and closes. Called at most once, from any thread; returns at once.</param>
    /// <returns>Null when connections are being sent away: whoever came in now would be sent away in a moment too.</returns>
    public IDisposable? TryAdd(Action send)
    {
        lock (_lock)
            return _begun ? null : new Open(this, _open.AddLast(send));
    }

    /// <summary>Sends everybody away, evenly over a time; completes at its end, or earlier when nobody is there any more.</summary>
    public async Task BeginAsync(TimeSpan over, CancellationToken ct)
    {
        lock (_lock)
            _begun = true;
        for (var steps = (int)Math.Ceiling(over / Step); steps > 0; steps--)
        {
            if (!SendOneOf(steps))
                return;
            await Task.Delay(Step, time, ct).ConfigureAwait(false);
        }

        SendOneOf(1);
    }

    /// <summary>Sends away those whose turn it is when so many turns are left; false when nobody was there.</summary>
    private bool SendOneOf(int turns)
    {
        var going = new List<Action>();
        lock (_lock)
        {
            for (var count = (_open.Count + turns - 1) / turns; count > 0; count--)
            {
                going.Add(_open.First!.Value);
                _open.RemoveFirst();
            }
        }

        going.ForEach(Send);
        return going.Count > 0;
    }

    private void Send(Action send)
    {
        try
        {
            send();
        }
#pragma warning disable CA1031 // Whatever it was: it is cut off when the server stops, and the others have their turn before that.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogNotSent(logger, e);
        }
    }

    [LoggerMessage(5207, LogLevel.Error, "A connection could not be sent to another server; it ends when this one stops.")]
    private static partial void LogNotSent(ILogger logger, Exception exception);

    private sealed class Open(Departure departure, LinkedListNode<Action> node) : IDisposable
    {
        public void Dispose()
        {
            lock (departure._lock)
            {
                if (node.List is not null)
                    departure._open.Remove(node);
            }
        }
    }
}
