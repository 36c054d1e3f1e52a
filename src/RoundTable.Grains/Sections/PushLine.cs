using RoundTable.Grains.Hosting;
using RoundTable.Sessions;

namespace RoundTable.Grains.Sections;

/// <summary>
/// The updates of one connection on their way to a section. A few may wait for their turn, so that whoever reads them from a socket
/// reads on meanwhile; with more than that the caller waits too, so that no client fills the mailbox that others share.
/// One caller at a time.
/// </summary>
public sealed class PushLine
{
    private const int MaxAhead = 4;
    private readonly GrainRef<SectionGrain> _grain;
    private readonly ReaderId _reader;
    private readonly ISectionObserver _observer;
    private int _ahead;

    internal PushLine(GrainHost host, SectionKey section, ReaderId reader, ISectionObserver observer)
    {
        _grain = host.Section(section);
        Section = section;
        _reader = reader;
        _observer = observer;
    }

    /// <summary>Where they go.</summary>
    public SectionKey Section { get; }

    /// <summary>
    /// Offers an update. The observer hears whether it is on disk or refused. False, or <see cref="ISectionObserver.Resync"/> later on,
    /// when this connection does not have the section open: it must open it (again), and then push what the server misses.
    /// </summary>
    /// <param name="number">The client's own number for it.</param>
    /// <param name="update">Bytes of a V1 update; the grain keeps them, so nobody may change them afterwards.</param>
    /// <param name="ahead">Whether it may wait for its turn without the caller, who otherwise hears at once that the section is not open.</param>
    /// <exception cref="GrainOverloadedException">The mailbox is full.</exception>
    public ValueTask<bool> PushAsync(long number, ReadOnlyMemory<byte> update, bool ahead = true)
    {
        if (!ahead || Volatile.Read(ref _ahead) >= MaxAhead)
            return new(_grain.CallAsync(s => ValueTask.FromResult(s.Push(_reader, number, update))));
        Interlocked.Increment(ref _ahead);
        try
        {
            _grain.Post(new PushTurn(this, number, update));
        }
        catch
        {
            Interlocked.Decrement(ref _ahead);
            throw;
        }

        return new(true);
    }

    /// <summary>Whether an update would change something, so that it can be recorded first: Yjs clients also tell what is there already.</summary>
    /// <param name="update">Bytes of a V1 update; kept until the section changes, so nobody may change them afterwards.</param>
    /// <exception cref="GrainOverloadedException">The mailbox is full.</exception>
    public Task<bool> WouldWriteAsync(ReadOnlyMemory<byte> update) => _grain.CallAsync(s => s.WouldWriteAsync(_reader, update));

    internal void Run(SectionGrain grain, long number, ReadOnlyMemory<byte> update)
    {
        var taken = false;
        try
        {
            taken = grain.Push(_reader, number, update);
        }
        finally
        {
            End(taken);
        }
    }

    internal void End(bool taken)
    {
        Interlocked.Decrement(ref _ahead);
        if (!taken)
            _observer.Resync(Section.Section);
    }
}
