using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Sections;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Benchmarks.Sections;

/// <summary>A connection that opens, pushes and waits, and does nothing with what it hears.</summary>
internal sealed class Reader(BenchmarkHouse house, SectionKey section) : ISectionObserver
{
    private static int Count;
    private readonly ReaderId _id = new(FormattableString.Invariant($"reader-{Interlocked.Increment(ref Count)}"));
    private PushLine? _line;
    private TaskCompletionSource? _saved;

    public async Task<SectionOpened> OpenAsync()
    {
        var result = await house.Calls.OpenAsync(section, BenchmarkHouse.Caller, _id, this, default);
        return result.Opened ?? throw new InvalidOperationException(result.Refusal!.Code);
    }

    public async Task PushAsync(byte[] update)
    {
        _saved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await (_line ??= house.Calls.Line(section, _id, this)).PushAsync(1, update);
        await _saved.Task;
    }

    public Task LeaveAsync() => house.Calls.LeaveAsync(section, _id);

    public void Updated(SectionUpdate update)
    {
    }

    public void Acknowledged(SectionId section, long number, bool told) => _saved!.SetResult();

    public void Refused(SectionId section, long number, Refusal refusal) => _saved!.SetException(new InvalidOperationException(refusal.Code));

    public void PresenceShown(SectionId section, PresencePicture picture)
    {
    }

    public void TriedOut(SectionId section, int structs)
    {
    }

    public void Resync(SectionId section, Refusal? why = null) => _saved?.TrySetException(new InvalidOperationException("resync"));

    public void RightsChanged(SectionId section, bool canWrite)
    {
    }

    public void Shut(SectionId section, Refusal refusal)
    {
    }
}
