using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;

namespace RoundTable.Sessions.Operations;

/// <summary>
/// State folded from a stream of events, and the operations that made it. Decide, put on disk, accept, in that order; when
/// somebody else wrote first, replay what they wrote and decide again.
/// </summary>
/// <typeparam name="TState">The immutable state.</typeparam>
/// <typeparam name="TEvent">The kind of events.</typeparam>
public abstract class EventSession<TState, TEvent>
    where TEvent : class
{
    private readonly OperationLog _operations = new();

    private protected EventSession(TState start) => State = start;

    /// <summary>The state as it is on disk.</summary>
    public TState State { get; private set; }

    /// <summary>Number of the last record in the state; 0 for an empty stream.</summary>
    public long Head { get; private set; }

    /// <summary>Applies the next record of the stream.</summary>
    /// <exception cref="InvalidDataException">The record is not the next one.</exception>
    /// <exception cref="EventFormatException">The record cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The event does not follow on the state.</exception>
    public void Replay(StoredRecord record)
    {
        if (record.Seq != Head + 1)
            throw new InvalidDataException($"Record {record.Seq} follows {Head}.");
        if (record.Kind == OperationLog.Kind)
            _operations.Replay(record);
        else
            State = Fold(State, Read(record));
        Head = record.Seq;
    }

    /// <summary>Whether the caller's operation of this id was carried out.</summary>
    public bool WasDone(Caller caller, string operation) => _operations.Contains(caller.Person, operation);

    /// <summary>The proposal's records are on disk, right after its expected head.</summary>
    public void Accept(Proposal<TEvent> proposal, Caller caller, string operation)
    {
        if (proposal.Records.Count == 0)
            return;
        foreach (var happened in proposal.Events)
        {
            State = Fold(State, happened);
        }

        _operations.Add(caller.Person, operation);
        Head = proposal.ExpectedHead + proposal.Records.Count;
    }

    private protected abstract TState Fold(TState state, TEvent happened);

    private protected abstract TEvent Read(StoredRecord record);

    private protected abstract EncodedEvent Write(TEvent happened);

    private protected Proposal<TEvent> Propose(Caller caller, string operation, Func<Decision<TEvent>> decide)
    {
        if (!OperationLog.IsWellFormed(operation))
            return Nothing(new Refusal(SessionCodes.OperationMalformed));
        if (_operations.Contains(caller.Person, operation))
            return Nothing(null);
        var decision = decide();
        if (decision.Refusal is not null || decision.Events.Count == 0)
            return Nothing(decision.Refusal);
        var records = new List<OfferedRecord> { OperationLog.Record(operation) };
        foreach (var happened in decision.Events)
        {
            var encoded = Write(happened);
            records.Add(new OfferedRecord(encoded.Kind, encoded.Version, encoded.Payload));
        }

        return new Proposal<TEvent>(null, decision.Events, records, Head);
    }

    private protected Proposal<TEvent> Nothing(Refusal? refusal) => new(refusal, [], [], Head);
}
