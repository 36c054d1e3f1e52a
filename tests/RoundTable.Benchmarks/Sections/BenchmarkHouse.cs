using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Sessions;

namespace RoundTable.Benchmarks.Sections;

/// <summary>The grains of a server over SQLite, without its doors, with one plan.</summary>
internal sealed class BenchmarkHouse : IAsyncDisposable
{
    public static readonly PlanId Plan = PlanId.From("plan-benchmark");
    private static readonly PersonId Director = PersonId.From("p-director");

    private readonly ServiceProvider _services;
    private readonly SqliteJournal _journal;

    private BenchmarkHouse(SqliteJournal journal, ServiceProvider services)
    {
        _journal = journal;
        _services = services;
    }

    public static Caller Caller { get; } = new(Director, PersonRole.CaseDirector, SubjectId.From("s-director"), "session");

    public IJournal Journal => _journal;

    public GrainHost Host => _services.GetRequiredService<GrainHost>();

    public SectionCalls Calls => _services.GetRequiredService<SectionCalls>();

    public static SectionKey Section(int n) => new(Plan, SectionId.From(FormattableString.Invariant($"section-{n}")));

    public static async Task<BenchmarkHouse> OpenAsync(string folder, TimeSpan idle)
    {
        var journal = await SqliteJournal.OpenAsync(new SqliteJournalOptions { Path = Path.Combine(folder, "journal.db") }, TimeProvider.System);
        return new BenchmarkHouse(journal, new ServiceCollection()
            .AddSingleton<IJournal>(journal)
            .AddSingleton<Chance>(RandomNumberGenerator.Fill)
            .AddSingleton(new SectionGrainOptions { IdleTime = idle })
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddGrains()
            .BuildServiceProvider());
    }

    /// <summary>Makes the plan, with so many sections that the director types in.</summary>
    public async Task MakePlanAsync(int sections)
    {
        await SetupAsync("open", new OpenPlan(
            Plan,
            "Familie",
            "Wilgendam",
            "",
            new Person(Director, Caller.Subject, "De regisseur", PersonRole.CaseDirector, null, null, null, [], [], null, null, null, null),
            SectionId.From("circle")));
        var shield = new SectionShield("Meten.", Director, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date.AddYears(1)));
        for (var n = 0; n < sections; n++)
        {
            await SetupAsync(
                FormattableString.Invariant($"section-{n}"),
                new OpenSection(new Section(Section(n).Section, SectionScope.Shielded, SectionMode.Live, [Director], shield)));
        }
    }

    /// <summary>Waits until every section that nobody has open has left memory.</summary>
    public async Task RetiredAsync()
    {
        while (Host.ActivationCount > 1)
            await Task.Delay(20);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _services.DisposeAsync();
        await _journal.DisposeAsync();
    }

    private async Task SetupAsync(string operation, PlanSetup setup)
    {
        if (await Host.Plan(Plan).CallAsync(p => p.SetupAsync(Caller, operation, setup)) is { } refusal)
            throw new InvalidOperationException(refusal.Code);
    }
}
