using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Plans;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Subjects;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Doors;

public sealed class SlowTokenTests
{
    [Fact]
    public async Task Token_ThatCameInTime_IsNoneTheLessForAStoreThatAnswersLate()
    {
        var time = new HeldTime(TimeSpan.FromSeconds(9));
        FickleJournal journal = null!;
        await using var server = TableServer.Start(demo: true, services: services =>
        {
            journal = FickleJournal.Before(services);
            services.AddSingleton<TimeProvider>(time);
        });
        await server.ReadyAsync();
        var sanae = await server.EnterAsync("Sanae");
        using var browser = sanae.Browser;
        var grains = server.Services.GetRequiredService<GrainHost>();
        var plan = await grains.Plan(sanae.Plan).CallAsync(p => p.StateAsync());
        var section = plan.Sections.First(s => SectionRules.CheckRead(plan, sanae.Desk.Person, s.Id) is null).Id;
        var token = await CollabSocket.TokenAsync(sanae, section);
        using var socket = await CollabSocket.ConnectAsync(server.Address);

        using var hold = journal.HoldReads("subject/");
        await grains.RetireAsync<SubjectGrain>(plan.Person(sanae.Desk.Person)!.Subject.Value);
        await socket.AuthenticateAsync(section, token);
        await Patience.UntilAsync("the token is looked up", () => journal.Held > 0);
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("1013 server.unavailable", await socket.ClosedAsync());
    }
}
