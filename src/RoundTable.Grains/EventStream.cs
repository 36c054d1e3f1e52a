using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Operations;

namespace RoundTable.Grains;

/// <summary>Brings the events of a session to the disk and back.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <typeparam name="TEvent">The kind of events.</typeparam>
/// <param name="journal">The journal.</param>
/// <param name="stream">The stream of the events.</param>
/// <param name="session">The session.</param>
internal sealed class EventStream<TState, TEvent>(IJournal journal, StreamId stream, EventSession<TState, TEvent> session)
    where TEvent : class
{
    private const int MaxAttempts = 5;
    private bool _behind = true;

    public StreamId Stream => stream;

    /// <summary>Reads what the session does not know yet.</summary>
    public async ValueTask CatchUpAsync(CancellationToken ct = default)
    {
        await foreach (var record in journal.ReadAsync(stream, session.Head + 1, ct).ConfigureAwait(false))
        {
            session.Replay(new StoredRecord(record.Seq, record.Actor.Person, record.Kind, record.Version, record.Payload));
        }

        _behind = false;
    }

    /// <summary>
    /// Decides, appends and accepts; when somebody else wrote first, reads what they wrote and decides again. After a
    /// failure nobody knows what is on disk, so the next call reads first.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="operation">The id of the operation.</param>
    /// <param name="decide">Decides on the session as it is.</param>
    /// <param name="complete">Adds what must be written in the same transaction; its first append is the one given.</param>
    public async ValueTask<Proposal<TEvent>> CarryOutAsync(
        Caller caller,
        string operation,
        Func<Proposal<TEvent>> decide,
        Func<Proposal<TEvent>, Append, IReadOnlyList<Append>> complete)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (_behind)
                await CatchUpAsync().ConfigureAwait(false);
            var proposal = decide();
            if (proposal.Records.Count == 0)
                return proposal;
            var records = proposal.Records.Select(r => new NewRecord(r.Kind, r.Version, r.Payload)).ToList();
            var append = new Append(stream, Actors.Of(caller), records, proposal.ExpectedHead);
            _behind = true;
            try
            {
                await journal.AppendAllAsync(complete(proposal, append)).ConfigureAwait(false);
            }
            catch (WrongExpectedHeadException) when (attempt < MaxAttempts)
            {
                continue;
            }

            session.Accept(proposal, caller, operation);
            _behind = false;
            return proposal;
        }
    }
}
