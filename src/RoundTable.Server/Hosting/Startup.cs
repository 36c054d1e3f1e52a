using Microsoft.Extensions.Options;
using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Journal;
using RoundTable.Server.Demo;
using RoundTable.Server.Health;
using RoundTable.Server.Rehearsal;
using RoundTable.Server.Security;
using RoundTable.Sessions;

namespace RoundTable.Server.Hosting;

/// <summary>
/// What is done once the server listens: the demo, or the first director's link, which go to the console and never to the log, because they
/// let people in; and the rehearsal.
/// </summary>
internal sealed partial class Startup(
    IHostApplicationLifetime lifetime,
    IServiceProvider services,
    IOptions<RoundTableOptions> options,
    StoreStart store,
    Readiness readiness,
    DressRehearsal rehearsal,
    TextWriter console,
    TimeProvider time,
    ILogger<Startup> logger) : BackgroundService
{
    private static readonly TimeSpan FirstLinkLifetime = TimeSpan.FromDays(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await lifetime.ListensAsync(stoppingToken);
            await store.Reached.WaitAsync(stoppingToken);
            if (options.Value.Demo)
                await ShowDemoAsync(stoppingToken);
            else
                await OnceThereAsync(() => ShowFirstLinkAsync(stoppingToken), stoppingToken);
            await rehearsal.PlayAsync(stoppingToken);
            readiness.Started();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            LogFailed(logger, e);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    // A database may go once more after it was reached.
    private async Task OnceThereAsync(Func<Task> step, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await step();
                return;
            }
            catch (Exception e) when (e is GrainUnavailableException or JournalUnavailableException { MayPass: true })
            {
                await Task.Delay(Pause, time, ct);
            }
        }
    }

    private async Task ShowDemoAsync(CancellationToken ct)
    {
        var links = await services.GetRequiredService<DemoLoader>().LoadAsync(ct);
        await console.WriteLineAsync($"{Environment.NewLine}RoundTable demo: fictional families. Open somebody's link and give the code.");
        await console.WriteLineAsync(DemoLinks.Table(links));
    }

    private async Task ShowFirstLinkAsync(CancellationToken ct)
    {
        var directors = services.GetRequiredService<Directors>();
        var first = await directors.FirstAsync(ct);
        if (await directors.HasPlanAsync(first) && !options.Value.DirectorLink)
            return;
        var request = WaysIn.ForFirstDirector("regisseur", FirstLinkLifetime);
        var wayIn = await services.GetRequiredService<GrainHost>().Subject(first)
            .CallAsync(subject => subject.MakeWayInAsync(Caller.Server(new PersonId("server")), request), ct);
        var link = services.GetRequiredService<PublicAddress>().LinkFor(wayIn.Token);
        await console.WriteLineAsync($"{Environment.NewLine}RoundTable: sign in as the first regisseur (works once, today): {link}");
    }

    [LoggerMessage(5201, LogLevel.Critical, "What must be done at the start failed; the server stops.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
