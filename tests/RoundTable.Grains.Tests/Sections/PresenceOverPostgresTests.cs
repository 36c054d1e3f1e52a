using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains.Sections;
using RoundTable.Journal.Tests;

namespace RoundTable.Grains.Tests.Sections;

/// <summary>
/// Two servers over one PostgreSQL, one of which hears nothing of what the other writes: who is in a section is shown by the plan that
/// is on disk all the same (decision 0015).
/// </summary>
public sealed class PresenceOverPostgresTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    private static readonly SectionKey Section = TestFamily.Circle;
    private TestTable _here = null!;
    private TestTable _there = null!;
    private TestReader _mark = null!;
    private TestReader _loubna = null!;
    private TestReader _nadia = null!;

    public async ValueTask InitializeAsync()
    {
        var database = await postgres.CreateDatabaseAsync();
        _here = await TestTable.StartAsync(database);
        await TestFamily.MakeAsync(_here, protection: false);
        _there = await TestTable.StartAsync(database);
        _mark = new TestReader(_there, TestFamily.Mark, 3);
        _loubna = new TestReader(_there, TestFamily.Loubna, 2);
        _nadia = new TestReader(_there, TestFamily.Nadia, 1);
        foreach (var (client, reader) in new[] { (3UL, _mark), (2UL, _loubna), (1UL, _nadia) })
        {
            Assert.Null((await reader.OpenAsync(Section)).Refusal);
            await _there.Get<SectionCalls>().SetPresenceAsync(Section, reader.Id, null, typing: false, client);
        }

        await _there.UntilAsync(() => Sees(_mark, TestFamily.Nadia) && Sees(_loubna, TestFamily.Mark), "they did not see each other");
    }

    public async ValueTask DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
    }

    [Fact]
    public async Task Presence_OfPeopleOnOneServer_IsNotShownToWhomAnotherTookOutAndWhoIsStillAReaderThere()
    {
        await TakeMarkOutAsync();
        Assert.DoesNotContain(_mark.Heard, heard => heard is Shut);

        await TypesAsync(true);

        await _there.UntilAsync(() => SawTyping(_loubna), "who stayed in the section was not shown who types");
        Assert.False(SawTyping(_mark));
        Assert.Contains(_mark.Heard, heard => heard is Shut);
        Assert.False(Sees(_loubna, TestFamily.Mark));
    }

    [Fact]
    public async Task Presence_WhileTheDatabaseIsAway_IsOfNobodyAndAfterwardsIsAsItIsThen()
    {
        var before = _loubna.Heard.Count;
        await postgres.StopAsync();
        try
        {
            await TypesAsync(true);
            await UntilFailedAsync(2);
            var armed = _there.ArmedTimers;
            await TypesAsync(false);
            await TypesAsync(true);
            await _there.Get<SectionCalls>().LeaveAsync(Section, _mark.Id);
            await UntilFailedAsync(4);

            Assert.False(SawTyping(_loubna));
            Assert.Empty(Assert.Single(_loubna.Heard.Skip(before).OfType<PresenceShown>()).People);
            Assert.InRange(_there.ArmedTimers, 0, armed + 1);
        }
        finally
        {
            await postgres.StartAsync();
        }

        await _there.UntilAsync(() => SawTyping(_loubna), "who types was not shown when the database was back");
        Assert.False(Sees(_loubna, TestFamily.Mark));
        Assert.Single(_loubna.Heard.OfType<PresenceShown>(), shown => shown.People.Any(p => p.Typing));
    }

    private static bool Sees(TestReader reader, Domain.Ids.PersonId person) =>
        reader.Heard.OfType<PresenceShown>().LastOrDefault()?.People.Any(p => p.Person == person) == true;

    private static bool SawTyping(TestReader reader) => reader.Heard.OfType<PresenceShown>().Any(shown => shown.People.Any(p => p.Typing));

    private Task UntilFailedAsync(int more)
    {
        var failed = _there.Journal.HeadsFailed + more;
        return _there.UntilAsync(() => _there.Journal.HeadsFailed >= failed, "the database was not asked again");
    }

    private Task TypesAsync(bool typing) => _there.Get<SectionCalls>().SetPresenceAsync(Section, _nadia.Id, null, typing, client: 1);

    private async Task TakeMarkOutAsync()
    {
        var section = (await _here.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Section(Section.Section)!;
        await TestFamily.ArrangeAsync(_here, new ChangeSection(section.Id, SectionMode.Live, [.. section.Audience.Where(p => p != TestFamily.Mark)]));
    }
}
