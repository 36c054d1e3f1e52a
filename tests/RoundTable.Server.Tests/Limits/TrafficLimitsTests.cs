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
    public async Task Edits_ThatArePastOnePersonsRate_TakeNothingOfWhatTheOthersInTheSectionHave()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var meter = new ServerMeter(services.GetRequiredService<IMeterFactory>());
        var options = new RoundTableOptions();
        options.Limits.PersonEditBurst = 2;
        options.Limits.PersonEditsPerSecond = 1;
        options.Limits.LongestWait = TimeSpan.FromMilliseconds(100);
        options.Limits.SectionEditBurst = 10;
        options.Limits.SectionEditsPerSecond = 1;
        var limits = new TrafficLimits(Options.Create(options), new StandingTime(), meter);
        var (flood, calm) = (new SubjectId("flood"), new SubjectId("calm"));

        var refused = 0;
        for (var i = 0; i < 100; i++)
            refused += await limits.EditAsync(flood, Section, 1, CancellationToken.None) is null ? 0 : 1;

        Assert.Equal(98, refused);
        Assert.Null(await limits.EditAsync(calm, Section, 1, CancellationToken.None));
    }
}
