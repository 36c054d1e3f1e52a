using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Journal;
using RoundTable.Server.Security;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests;

/// <summary>However often somebody looks, the log grows by a line a day; and no day on which somebody looked is missing.</summary>
public sealed class AccessLogOnceTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly PlanId Plan = new("pl-1");
    private static readonly StreamId Stream = new("access/pl-1");
    private static readonly Caller Father = new(new PersonId("p-1"), PersonRole.ParentWithAuthority, new SubjectId("s-1"), "session-1");

    private readonly Clock _clock = new();
    private IJournal _journal = null!;
    private AccessLog _log = null!;

    public async ValueTask InitializeAsync()
    {
        _journal = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = Path.Combine(TempFolders.Next(), "journal.db") }, TimeProvider.System);
        _log = new AccessLog(_journal, _clock);
    }

    public ValueTask DisposeAsync() => _journal.DisposeAsync();

    [Fact]
    public async Task Looks_OfOneSessionOnOneDay_AreOneLine()
    {
        for (var i = 0; i < 20; i++)
            await LookAsync(Father);
        Assert.Equal(1, await LinesAsync());

        await LookAsync(Father with { Session = "session-2" });
        Assert.Equal(2, await LinesAsync());
        await _log.ReadAsync(Father, Plan, AccessSubject.Section, "sec-1");
        Assert.Equal(3, await LinesAsync());
        await _log.PrintedAsync(Father, Plan, AccessSubject.Plan, Plan.Value);
        Assert.Equal(4, await LinesAsync());
        _clock.Now = Noon.AddDays(1);
        await LookAsync(Father);
        await LookAsync(Father);
        Assert.Equal(5, await LinesAsync());
        _log = new AccessLog(_journal, _clock);
        await LookAsync(Father);
        await LookAsync(Father);
        Assert.Equal(6, await LinesAsync());
    }

    [Fact]
    public async Task Tries_OfOneSessionOnOneDay_AreOneLineForEachReason()
    {
        for (var i = 0; i < 3; i++)
        {
            await _log.RefusedAsync(Father, Plan, AccessSubject.Section, "sec-1", "section.not-a-reader");
            await _log.RefusedAsync(Father, Plan, AccessSubject.Section, "sec-1", "plan.no-basis");
        }

        Assert.Equal(2, await LinesAsync());
    }

    [Fact]
    public async Task Changes_AreALineEach()
    {
        for (var i = 0; i < 3; i++)
            await _log.ChangedAsync(Father, Plan, AccessSubject.Plan, Plan.Value, "AnswerCommitment");

        Assert.Equal(3, await LinesAsync());
    }

    [Fact]
    public async Task Look_WrittenAtMidnight_SparesNoOtherItsLine()
    {
        // In the Netherlands the day ends an hour earlier than in UTC.
        var before = new DateTimeOffset(2026, 3, 2, 22, 59, 59, TimeSpan.Zero);
        _clock.Next(before, before.AddSeconds(2));
        await LookAsync(Father);

        _clock.Now = before;
        await LookAsync(Father);

        Assert.Equal(2, await LinesAsync());
    }

    [Fact]
    public async Task Look_AtNewYear_HasALineOfEachYearThatIsKept()
    {
        _clock.Now = new DateTimeOffset(2026, 12, 31, 23, 30, 0, TimeSpan.Zero);
        await LookAsync(Father);
        _clock.Now = _clock.Now.AddHours(1);
        await LookAsync(Father);

        Assert.Equal(2, await LinesAsync());
    }

    private Task LookAsync(Caller caller) => _log.ReadAsync(caller, Plan, AccessSubject.Plan, Plan.Value);

    private async Task<long> LinesAsync() => await _journal.HeadAsync(Stream);

    private sealed class Clock : TimeProvider
    {
        private readonly Queue<DateTimeOffset> _next = [];

        public DateTimeOffset Now { get; set; } = Noon;

        public void Next(params DateTimeOffset[] moments)
        {
            foreach (var moment in moments)
                _next.Enqueue(moment);
        }

        public override DateTimeOffset GetUtcNow() => _next.TryDequeue(out var next) ? next : Now;
    }
}
