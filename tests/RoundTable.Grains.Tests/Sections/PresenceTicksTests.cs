using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Sessions;

namespace RoundTable.Grains.Tests.Sections;

/// <summary>What is asked of the journal before it is shown who is in sections.</summary>
public sealed class PresenceTicksTests : IAsyncLifetime
{
    private static readonly TimeSpan Tick = new SectionGrainOptions().Caps.PresenceTick;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly PlanId OtherPlan = PlanId.From("plan-b");
    private static readonly StreamId[] Plans = [new("plan/plan-a"), new("plan/plan-b")];
    private TestTable _here = null!;
    private TestTable _there = null!;

    public async ValueTask InitializeAsync()
    {
        _here = await TestTable.StartAsync();
        await TestFamily.MakeAsync(_here, protection: true);
        Assert.Null(await _here.Get<PlanArranging>().SetupAsync(Caller.Server(TestFamily.Director), OtherPlan, "open-b", new OpenPlan(
            OtherPlan, "De Vries", "Wilgendam", "Het is thuis niet veilig.", TestFamily.Person(TestFamily.Director, "Ingrid Postema", PersonRole.CaseDirector), TestFamily.Circle.Section)));
        _there = await _here.StartOtherAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
    }

    [Fact]
    public async Task Tick_OfManySectionsOfSeveralPlans_AsksOnceForAllPlans()
    {
        var readers = await OpenAllAsync(_there);
        Assert.Empty(_there.Journal.HeadsAsked);

        _there.Advance(Tick);
        foreach (var reader in readers)
            await reader.NextAsync<PresenceShown>();

        Assert.Equal(Plans, Assert.Single(_there.Journal.HeadsAsked).OrderBy(s => s.Value, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Tick_OfTheOnlyServer_AsksNothing()
    {
        var readers = await OpenAllAsync(_here);

        _here.Advance(Tick);
        foreach (var reader in readers)
            await reader.NextAsync<PresenceShown>();

        Assert.Empty(_here.Journal.HeadsAsked);
    }

    [Fact]
    public async Task Moves_WhileTheQuestionIsOut_WaitForTheNextAndAreNotInTheAnswerToThis()
    {
        var (nadia, loubna) = (new TestReader(_there, TestFamily.Nadia, 1), new TestReader(_there, TestFamily.Loubna, 2));
        var mark = new TestReader(_there, TestFamily.Mark, 3);
        await nadia.OpenAsync(TestFamily.HerSide);
        await loubna.OpenAsync(TestFamily.HerSide);
        await _there.Get<SectionCalls>().SetPresenceAsync(TestFamily.HerSide, nadia.Id, null, typing: false, client: 1);
        using (_there.Journal.HoldHeads())
        {
            _there.Advance(Tick);
            await AskedAsync(1);
            await _there.Get<SectionCalls>().SetPresenceAsync(TestFamily.HerSide, nadia.Id, null, typing: true, client: 1);
            await mark.OpenAsync(TestFamily.HisSide);
            for (var tick = 0; tick < 5; tick++)
            {
                _there.Advance(Tick);
                await _there.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync());
            }

            Assert.Single(_there.Journal.HeadsAsked);
            Assert.Empty(loubna.Heard);
        }

        Assert.Equal(TestFamily.Nadia, Assert.Single((await loubna.NextAsync<PresenceShown>()).People, p => !p.Typing).Person);
        await _there.UntilAsync(() => loubna.Heard.OfType<PresenceShown>().Last().People.Any(p => p.Typing), "the move was not shown");
        await mark.NextAsync<PresenceShown>();
    }

    private async Task AskedAsync(int times)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (_there.Journal.HeadsAsked.Count < times)
        {
            Assert.False(deadline.IsCancellationRequested, "the journal was not asked");
            await Task.Delay(1);
        }
    }

    private static async Task<TestReader[]> OpenAllAsync(TestTable table)
    {
        (PersonId Person, SectionKey Section)[] places =
        [
            (TestFamily.Nadia, TestFamily.HerSide),
            (TestFamily.Mark, TestFamily.HisSide),
            (TestFamily.Director, TestFamily.HerSide),
            (TestFamily.Director, new SectionKey(OtherPlan, TestFamily.Circle.Section)),
        ];
        var readers = places.Select((place, i) => new TestReader(table, place.Person, (ulong)i + 1)).ToArray();
        for (var i = 0; i < places.Length; i++)
            Assert.Null((await readers[i].OpenAsync(places[i].Section)).Refusal);
        return readers;
    }
}
