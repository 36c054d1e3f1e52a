using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Sections;
using RoundTable.Server.Hosting;
using RoundTable.Server.Limits;
using RoundTable.Server.Telemetry;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Limits;

public sealed class TrafficLimitsTests
{
    private static readonly SectionKey Section = new(new PlanId("p-1"), new SectionId("s-1"));

    [Fact]
    public async Task Edits_ThatAreRefused_CountForAHundred()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var meter = new ServerMeter(services.GetRequiredService<IMeterFactory>());
        var limits = Limits(meter, personBurst: 300, sectionBurst: 1_000);
        var (hostile, calm) = (new SubjectId("hostile"), new SubjectId("calm"));
        limits.EditRefused(hostile);
        limits.EditRefused(hostile);

        Assert.Equal(100, await PassedAsync(limits, hostile, 500));
        Assert.Equal(300, await PassedAsync(limits, calm, 500));
    }

    [Fact]
    public async Task Edits_ThatWereTriedOut_CountForWhatTheCopyCost_AndForNoMoreThanARefusedOne()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var meter = new ServerMeter(services.GetRequiredService<IMeterFactory>());
        var limits = Limits(meter, personBurst: 300, sectionBurst: 10_000);
        var (small, large, huge) = (new SubjectId("small"), new SubjectId("large"), new SubjectId("huge"));
        limits.EditTriedOut(small, 400);
        limits.EditTriedOut(large, 20_000);
        limits.EditTriedOut(huge, 400_000);

        Assert.Equal(300, await PassedAsync(limits, small, 500));
        Assert.Equal(260, await PassedAsync(limits, large, 500));
        Assert.Equal(200, await PassedAsync(limits, huge, 500));
    }

    [Fact]
    public async Task Edits_ThatArePastOnePersonsRate_TakeNothingOfWhatTheOthersInTheSectionHave()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var meter = new ServerMeter(services.GetRequiredService<IMeterFactory>());
        var limits = Limits(meter, personBurst: 2, sectionBurst: 10);
        var (flood, calm) = (new SubjectId("flood"), new SubjectId("calm"));

        Assert.Equal(2, await PassedAsync(limits, flood, 100));
        Assert.Null(await limits.EditAsync(calm, Section, 1, CancellationToken.None));
    }

    private static TrafficLimits Limits(ServerMeter meter, int personBurst, int sectionBurst)
    {
        var options = new RoundTableOptions();
        options.Limits.PersonEditBurst = personBurst;
        options.Limits.PersonEditsPerSecond = 1;
        options.Limits.LongestWait = TimeSpan.FromMilliseconds(100);
        options.Limits.SectionEditBurst = sectionBurst;
        options.Limits.SectionEditsPerSecond = 1;
        return new TrafficLimits(Options.Create(options), new StandingTime(), meter);
    }

    private static async Task<int> PassedAsync(TrafficLimits limits, SubjectId who, int edits)
    {
        var passed = 0;
        for (var i = 0; i < edits; i++)
            passed += await limits.EditAsync(who, Section, 1, CancellationToken.None) is null ? 1 : 0;
        return passed;
    }
}
