using Microsoft.Extensions.Options;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Sections;
using RoundTable.Server.Hosting;
using RoundTable.Server.Telemetry;
using RoundTable.Sessions;

namespace RoundTable.Server.Limits;

/// <summary>
/// The rates of people and sections, the same behind every door. A door waits here before it hands on what it read, and reads
/// no further meanwhile: so somebody who writes too fast is slowed down by their own connection, and loses nothing.
/// </summary>
internal sealed class TrafficLimits(IOptions<RoundTableOptions> options, TimeProvider time, ServerMeter meter)
{
    /// <summary>Edits that a refused one counts for: to look one over can cost as much as the whole section, and leaves nothing that has a bound.</summary>
    private const int RefusedCost = 100;

    /// <summary>Runs of a section that take as long to copy as an edit may take on average.</summary>
    private const int StructsPerEdit = 500;

    private static readonly Refusal TooFast = new(SessionCodes.SectionTooFast);

    private readonly LimitOptions _limits = options.Value.Limits;
    private readonly long _start = time.GetTimestamp();
    private readonly Buckets<SubjectId> _personEdits = new(options.Value.Limits.PersonEditsPerSecond, options.Value.Limits.PersonEditBurst);
    private readonly Buckets<SubjectId> _personBytes = new(options.Value.Limits.PersonBytesPerSecond, options.Value.Limits.PersonByteBurst);
    private readonly Buckets<SubjectId> _personMoves = new(options.Value.Limits.PersonMovesPerSecond, options.Value.Limits.PersonMoveBurst);
    private readonly Buckets<SubjectId> _personCommands = new(options.Value.Limits.PersonCommandsPerSecond, options.Value.Limits.PersonCommandBurst);
    private readonly Buckets<SectionKey> _sectionEdits = new(options.Value.Limits.SectionEditsPerSecond, options.Value.Limits.SectionEditBurst);
    private readonly Buckets<SectionKey> _sectionBytes = new(options.Value.Limits.SectionBytesPerSecond, options.Value.Limits.SectionByteBurst);

    /// <summary>Lets an edit pass, after a wait if need be; else why not. Waits for nothing in the usual case.</summary>
    /// <param name="who">Whose edit.</param>
    /// <param name="section">Where.</param>
    /// <param name="bytes">How large.</param>
    /// <param name="ct">The connection is gone.</param>
    public ValueTask<Refusal?> EditAsync(SubjectId who, SectionKey section, int bytes, CancellationToken ct)
    {
        var now = time.GetElapsedTime(_start);
        var person = Longest(_personEdits.Take(who, 1, now, _limits.LongestWait), _personBytes.Take(who, bytes, now, _limits.LongestWait));

        // An edit that goes nowhere takes nothing of what the others in the section have.
        if (person is null)
            return SlowAsync(null, "person", ct);
        var together = Longest(
            _sectionEdits.Take(section, 1, now, _limits.LongestWait), _sectionBytes.Take(section, bytes, now, _limits.LongestWait));
        return WaitAsync(person, together, ct);
    }

    /// <summary>
    /// An edit of this person was taken, after it was tried out on a copy of a section of so many runs: it counts for one more per 500 of
    /// them, and for no more than a refused one.
    /// </summary>
    /// <param name="who">Whose edit.</param>
    /// <param name="structs">How many runs.</param>
    public void EditTriedOut(SubjectId who, int structs) =>
        _personEdits.Take(who, Math.Min(RefusedCost, structs / StructsPerEdit), time.GetElapsedTime(_start), _limits.LongestWait);

    /// <summary>An edit of this person was refused: that one and the next ones take longer.</summary>
    /// <param name="who">Whose edit.</param>
    public void EditRefused(SubjectId who) => _personEdits.Take(who, RefusedCost, time.GetElapsedTime(_start), _limits.LongestWait);

    /// <summary>Lets an opening, a look or a move pass, after a wait if need be; else why not.</summary>
    /// <param name="who">Whose.</param>
    /// <param name="ct">The connection is gone.</param>
    public ValueTask<Refusal?> MoveAsync(SubjectId who, CancellationToken ct) =>
        WaitAsync(_personMoves.Take(who, 1, time.GetElapsedTime(_start), _limits.LongestWait), TimeSpan.Zero, ct);

    /// <summary>Lets a command to a plan or a meeting pass, after a wait if need be; else why not, and nothing of it was done.</summary>
    /// <param name="who">Whose.</param>
    /// <param name="ct">The connection is gone.</param>
    public ValueTask<Refusal?> CommandAsync(SubjectId who, CancellationToken ct) =>
        WaitAsync(_personCommands.Take(who, 1, time.GetElapsedTime(_start), _limits.LongestWait), TimeSpan.Zero, ct);

    private static TimeSpan? Longest(TimeSpan? one, TimeSpan? two) => one is null || two is null ? null : one > two ? one : two;

    private ValueTask<Refusal?> WaitAsync(TimeSpan? person, TimeSpan? section, CancellationToken ct)
    {
        var wait = Longest(person, section);
        return wait == TimeSpan.Zero ? ValueTask.FromResult<Refusal?>(null) : SlowAsync(wait, person == wait ? "person" : "section", ct);
    }

    private async ValueTask<Refusal?> SlowAsync(TimeSpan? wait, string limit, CancellationToken ct)
    {
        if (wait is not { } delay)
            return TooFast;
        meter.Slowed(limit, delay);
        await Task.Delay(delay, time, ct);
        return null;
    }
}
