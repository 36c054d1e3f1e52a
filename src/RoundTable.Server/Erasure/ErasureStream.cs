using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Journal;
using RoundTable.Server.Api.Wire;

namespace RoundTable.Server.Erasure;

/// <summary>What is kept of an erasure, in the stream <c>erasure/&lt;plan&gt;</c> under the server's own key.</summary>
internal sealed class ErasureStream(IJournal journal)
{
    /// <summary>Kind of the due work that carries out a decision; its key is the plan.</summary>
    public const string EraseKind = "erase-plan";

    /// <summary>Kind of the due work that ends the term of retention; its key is the plan.</summary>
    public const string ClockKind = "retention-clock";

    /// <summary>What the names of these streams begin with.</summary>
    public const string Prefix = "erasure/";

    private const string ErasedIndex = "erased-plans";
    private const string ErasedKey = "done";
    private const string Decided = "erasure-decided";
    private const string Done = "erasure-done";
    private const string ClockStarted = "clock-started";
    private const string TermOver = "term-over";
    private const int Version = 1;
    private static readonly Actor Server = new("server", "", "");

    /// <summary>From the look at which a term is found over to the one that erases: a clock that is wrong for an hour erases nothing (0033).</summary>
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromDays(7);

    // What was noted longer ago is of another time that the clock was there, and is noted anew.
    private static readonly TimeSpan NoteStands = TimeSpan.FromDays(60);

    /// <summary>The decision, and what came of it; null when the plan was not erased.</summary>
    public async Task<StoredErasure?> FindAsync(PlanId plan, CancellationToken ct = default)
    {
        StoredErasure? found = null;
        await foreach (var record in journal.ReadAsync(StreamOf(plan), ct: ct))
        {
            if (record.Kind == Decided)
                found = JsonSerializer.Deserialize<StoredErasure>(record.Payload.Span, DomainJson.Options);
            else if (record.Kind == Done && found is not null)
                found = found with { Report = JsonSerializer.Deserialize<ErasureReport>(record.Payload.Span, DomainJson.Options)! };
        }

        return found;
    }

    /// <summary>Keeps a decision, with the work of carrying it out.</summary>
    /// <exception cref="WrongExpectedHeadException">Somebody else decided meanwhile.</exception>
    public async Task DecideAsync(StoredErasure erasure, Actor by, long head) => await journal.AppendAsync(
        new Append(StreamOf(erasure.Report.Plan), by, [Record(Decided, erasure)], head)
        {
            Schedule = [new DueWork(EraseKind, erasure.Report.Plan.Value, erasure.Report.DecidedAt, default)],
        });

    /// <summary>Keeps that it is done; the clock stops.</summary>
    public async Task DoneAsync(ErasureReport report) => await journal.AppendAsync(
        new Append(StreamOf(report.Plan), Server, [Record(Done, report)])
        {
            AddIndex = [new IndexRow(ErasedIndex, ErasedKey, report.Plan.Value)],
            Cancel = [(EraseKind, report.Plan.Value), (ClockKind, report.Plan.Value)],
        });

    /// <summary>The plans whose erasure is done; not those of before this was kept.</summary>
    public async Task<IReadOnlyList<PlanId>> ErasedAsync(CancellationToken ct) =>
        [.. (await journal.FindAsync(ErasedIndex, ErasedKey, ct)).Select(plan => new PlanId(plan))];

    public ValueTask<long> HeadAsync(PlanId plan) => journal.HeadAsync(StreamOf(plan));

    /// <summary>Starts the term of retention of a plan.</summary>
    /// <returns>False when it runs already.</returns>
    public async Task<bool> StartClockAsync(PlanId plan, DateTimeOffset due, CancellationToken ct)
    {
        if ((await journal.FindAsync(ClockKind, plan.Value, ct)).Count > 0)
            return false;
        await journal.AppendAsync(
            new Append(StreamOf(plan), Server, [new NewRecord(ClockStarted, Version, default)])
            {
                AddIndex = [new IndexRow(ClockKind, plan.Value, "started")],
                Schedule = [new DueWork(ClockKind, plan.Value, due, default)],
            },
            ct);
        return true;
    }

    /// <summary>Whether a term that is over now was found over at an earlier look, so that what it is about may go; if not, that is noted.</summary>
    /// <param name="plan">Whose term.</param>
    /// <param name="owner">Whose keys would go.</param>
    /// <param name="now">The time of this look.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<bool> WasOverAsync(PlanId plan, string owner, DateTimeOffset now, CancellationToken ct)
    {
        DateTimeOffset? noted = null;
        await foreach (var record in journal.ReadAsync(StreamOf(plan), ct: ct))
        {
            if (record.Kind == TermOver && JsonSerializer.Deserialize<string>(record.Payload.Span) == owner)
                noted = record.Time;
        }

        if (noted is { } at && at <= now && now - at < NoteStands)
            return now - at >= BetweenLooks;
        await journal.AppendAsync(new Append(StreamOf(plan), Server, [Record(TermOver, owner)]), ct);
        return false;
    }

    /// <summary>Whether the clock of a plan waits as due work, or the work that carries out its erasure.</summary>
    /// <param name="kinds">The kinds of its records.</param>
    public static bool ClockRuns(IReadOnlyList<string> kinds) => kinds.Contains(ClockStarted) && !kinds.Contains(Done);

    private static StreamId StreamOf(PlanId plan) => new($"{Prefix}{plan.Value}");

    private static NewRecord Record<T>(string kind, T content) => new(kind, Version, JsonSerializer.SerializeToUtf8Bytes(content, DomainJson.Options));
}

/// <summary>An erasure as it is kept.</summary>
/// <param name="Report">The report.</param>
/// <param name="Director">Who may read it: who directed the plan.</param>
/// <param name="Account">The account of that director, or null for one without.</param>
/// <param name="Subjects">People whose ways in go too, because they are in no other plan.</param>
/// <param name="Names">Every stream of the plan, those without a record too: whoever serves them may have the plan in memory. Null in an erasure of before.</param>
/// <param name="Unread">Those of them of which the director of then did not know. Null in an erasure of before: there it is the treatment content.</param>
internal sealed record StoredErasure(
    ErasureReport Report,
    SubjectId Director,
    SubjectId? Account,
    IReadOnlyList<SubjectId> Subjects,
    IReadOnlyList<string>? Names = null,
    IReadOnlyList<string>? Unread = null)
{
    /// <summary>
    /// The report as that director may read it: of parts that they did not read it does not say that they were there, nor how much was
    /// written. Whoever checks the journal finds them in the whole one.
    /// </summary>
    public ErasureReport ForDirector() => Report with { Streams = [.. Report.Streams.Where(stream => !IsUnread(stream.Name))] };

    private bool IsUnread(string stream) => Unread?.Contains(stream) ?? stream.Split('/') is ["section" or "moments", _, ['t', '-', ..]];
}
