using RoundTable.Grains.Feed;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Operations;

namespace RoundTable.Grains;

/// <summary>Brings the events of a session to the disk and back, and follows what other servers write.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <typeparam name="TEvent">The kind of events.</typeparam>
/// <param name="journal">The journal.</param>
/// <param name="following">The news of the stream of the events.</param>
/// <param name="session">The session.</param>
/// <param name="of">Of what the events are, to <paramref name="meter"/>.</param>
/// <param name="time">The clock.</param>
/// <param name="meter">Hears of what other servers wrote. Null for nobody.</param>
internal sealed class EventStream<TState, TEvent>(
    IJournal journal, StreamFollowing following, EventSession<TState, TEvent> session, string of, TimeProvider time, GrainMeter? meter)
    : IDisposable
    where TEvent : class
{
    private const int MaxAttempts = 5;
    private const int MaxAttemptsAmongServers = 50;
    private const int Page = 256;
    private bool _behind = true;

    /// <summary>Whether what is read next may be old, or our own: at first, and after a write of which nobody knows how it ended.</summary>
    private bool _mayBeOwn = true;

    public StreamId Stream => following.Stream;

    /// <summary>Reads what the session does not know yet.</summary>
    /// <param name="ct">Gives up.</param>
    /// <param name="goesOn">Hears after each 256 records that it goes on; null for nobody.</param>
    public async ValueTask CatchUpAsync(CancellationToken ct = default, Action? goesOn = null)
    {
        _behind = true;
        following.Reading();
        await foreach (var record in journal.ReadAsync(Stream, session.Head + 1, ct).ConfigureAwait(false))
        {
            session.Replay(new StoredRecord(record.Seq, record.Actor.Person, record.Kind, record.Version, record.Payload));
            if (!_mayBeOwn)
                meter?.Replicated(of, time.GetUtcNow() - record.Time);
            if (session.Head % Page == 0)
                goesOn?.Invoke();
        }

        _behind = _mayBeOwn = false;
    }

    /// <summary>Reads, if another server wrote or if nobody would say so.</summary>
    public ValueTask FollowAsync() =>
        _behind || following.IsDeaf || following.IsBehind(session.Head) ? CatchUpAsync() : ValueTask.CompletedTask;

    /// <summary>
    /// Reads once more before somebody is told no, or that it is so already: what says otherwise may be on disk, by another server, and
    /// not be heard yet.
    /// </summary>
    /// <returns>Whether there was something new.</returns>
    public async ValueTask<bool> LookAgainAsync()
    {
        if (!following.IsShared)
            return false;
        var head = session.Head;
        await CatchUpAsync().ConfigureAwait(false);
        return session.Head > head;
    }

    /// <summary>
    /// Decides, appends and accepts; when somebody else wrote first, reads what they wrote and decides again. After a
    /// failure nobody knows what is on disk, so the next call reads first.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="operation">The id of the operation.</param>
    /// <param name="decide">Decides on the session as it is.</param>
    /// <param name="complete">Adds what must be written in the same transaction; its first append is the one given.</param>
    /// <param name="lookElsewhere">Reads the stream that <see cref="Append.While"/> names in what was completed, or one of <see cref="Append.Holds"/>, when it has moved on; then it is decided again. Null: nothing is bound to another stream.</param>
    public async ValueTask<Proposal<TEvent>> CarryOutAsync(
        Caller caller,
        string operation,
        Func<Proposal<TEvent>> decide,
        Func<Proposal<TEvent>, Append, IReadOnlyList<Append>> complete,
        Func<Task>? lookElsewhere = null)
    {
        var attempts = following.IsShared ? MaxAttemptsAmongServers : MaxAttempts;
        for (var attempt = 1; ; attempt++)
        {
            await FollowAsync().ConfigureAwait(false);
            var proposal = decide();
            if (proposal.Records.Count == 0)
            {
                var wasDone = proposal.Refusal is null && session.WasDone(caller, operation);
                if (!wasDone && attempt < attempts && await LookAgainAsync().ConfigureAwait(false))
                    continue;
                return proposal;
            }

            var records = proposal.Records.Select(r => new NewRecord(r.Kind, r.Version, r.Payload)).ToList();
            var append = new Append(Stream, Actors.Of(caller), records, proposal.ExpectedHead);
            _behind = _mayBeOwn = true;
            try
            {
                await journal.AppendAllAsync(complete(proposal, append)).ConfigureAwait(false);
            }
            catch (WrongExpectedHeadException e) when ((e.Stream == Stream || lookElsewhere is not null) && attempt < attempts)
            {
                _mayBeOwn = false;
                if (e.Stream != Stream)
                    await lookElsewhere!().ConfigureAwait(false);
                continue;
            }

            session.Accept(proposal, caller, operation);
            _behind = _mayBeOwn = false;
            return proposal;
        }
    }

    public void Dispose() => following.Dispose();
}
