using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Grains.Tests;
using RoundTable.Journal;
using RoundTable.Server.Doors;
using RoundTable.Server.Erasure;
using RoundTable.Server.Health;
using RoundTable.Server.Hosting;
using RoundTable.Server.Hubs;
using RoundTable.Server.Limits;
using RoundTable.Server.Mail;
using RoundTable.Server.Security;
using RoundTable.Server.Telemetry;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>
/// The server's own parts, put together as the server puts them together, without its network: many worlds live in it at once.
/// The clock stands still until it is moved.
/// </summary>
internal sealed class PartsOfServer : Stage
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private readonly WebApplication _server;
    private readonly ManualTime _time = new();

    public PartsOfServer(Action<IServiceCollection>? adjust = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.AddHosting(ServerArguments.Parse(["--data", TempFolders.Next()]));
        builder.Configuration["RoundTable:PublicUrl"] = "https://tafel.example";
        builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Logs);
        builder.Services.AddStore();
        builder.Services.AddTelemetry();
        builder.Services.AddLimits();
        builder.Services.AddSecurity();
        builder.Services.AddHealth();
        builder.Services.AddTableHub();
        builder.Services.AddDoors();
        builder.Services.AddMail();
        builder.Services.AddErasure();
        builder.Services.AddSingleton<TimeProvider>(_time);

        // A pause on a clock that stands still would never end.
        builder.Services.AddSingleton(new SectionGrainOptions { PauseAfterFailure = TimeSpan.Zero });
        builder.Services.AddSingleton<IMailTransport>(Mail);
        adjust?.Invoke(builder.Services);
        _server = builder.Build();
    }

    public override DateTimeOffset Now => _time.GetUtcNow();

    public override T Get<T>() => _server.Services.GetRequiredService<T>();

    public void Advance(TimeSpan by) => _time.Advance(by);

    /// <summary>Moves the clock at once: what is due on the way happens once, however often its turn would have come.</summary>
    public void Jump(TimeSpan by) => _time.Jump(by);

    /// <summary>Does what the server's worker does by itself: days begin, minutes are composed, mail goes out.</summary>
    public async Task RunDueAsync()
    {
        var postman = Get<Postman>();
        await RunAsync(PlanDue.DayKind, postman.BeginDayAsync);
        while (await Get<MinutesComposing>().RunDueAsync() > 0)
        {
        }

        await RunAsync(MinutesStream.DeliverKind, postman.DeliverMinutesAsync);
        await RunAsync(Outbox.InvitationKind, postman.InviteAsync);
        await RunAsync(Outbox.ProfessionalKind, postman.InviteProfessionalAsync);
        await RunAsync(PlanDue.RemindKind, postman.RemindAsync);
        await RunAsync(PlanDue.CancelKind, postman.CancelAsync);
    }

    /// <summary>Starts the clocks of retention, or does what they say.</summary>
    public async Task RetainAsync(int plans)
    {
        for (var looked = 0; looked <= plans; looked += Retention.MaxAtOnce)
            await Get<Retention>().RunAsync(default);
    }

    public override ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task RunAsync(string kind, Func<LeasedWork, CancellationToken, Task> send)
    {
        var journal = Get<IJournal>();
        while (await journal.TakeDueAsync(kind, Now, Lease, AtOnce) is { Count: > 0 } due)
        {
            await Parallel.ForEachAsync(due, async (work, ct) =>
            {
                try
                {
                    await send(work, ct);
                }
                catch (DataErasedException)
                {
                    // As the server's worker: nobody of an erased plan is written to any more.
                }

                await journal.CompleteAsync(work, ct);
            });
        }
    }
}
