using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Journal;
using RoundTable.Server.Rehearsal;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

public class RehearsalTests
{
    [Fact]
    public async Task Server_WhenNobodyComes_RehearsesToTheEndAndKeepsNothingOfIt()
    {
        using var server = Start();

        await server.ReadyAsync();

        Assert.Contains("to the end: True", server.Logs.All, StringComparison.Ordinal);
        Assert.Empty(await PlansAsync(server));
    }

    [Fact]
    public async Task Server_WhileItRehearses_IsNotReady_UntilSomebodyComes()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = Start(async ct =>
        {
            begun.SetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            }
            finally
            {
                ended.SetResult();
            }
        });
        using var browser = server.Browse();
        await begun.Task.WaitAsync(Patience.Enough);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.GetAsync("/health/ready")).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/me")).StatusCode);

        await ended.Task.WaitAsync(Patience.Enough);
        await server.ReadyAsync();
    }

    [Fact]
    public async Task Server_WhoseRehearsalHangs_IsReadyForWhoeverComes()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = Start(_ =>
        {
            begun.SetResult();
            return new TaskCompletionSource().Task;
        });
        using var browser = server.Browse();
        await begun.Task.WaitAsync(Patience.Enough);

        await browser.GetAsync("/api/me");

        await server.ReadyAsync();
    }

    [Fact]
    public async Task Server_WhoseRehearsalFails_SaysSoAndIsReady()
    {
        using var server = Start(_ => throw new IOException("No room for a folder."));

        await server.ReadyAsync();

        Assert.Contains("The rehearsal failed", server.Logs.All, StringComparison.Ordinal);
    }

    private static TableServer Start(RehearsalPlay? play = null) => TableServer.Start(
        settings: settings => settings["RoundTable:Rehearsal"] = "true",
        services: services =>
        {
            if (play is not null)
                services.AddSingleton(play);
        });

    private static async Task<IReadOnlyList<StreamId>> PlansAsync(TableServer server)
    {
        var plans = new List<StreamId>();
        await foreach (var plan in server.Services.GetRequiredService<IJournal>().StreamsAsync("plan/"))
            plans.Add(plan);
        return plans;
    }
}
