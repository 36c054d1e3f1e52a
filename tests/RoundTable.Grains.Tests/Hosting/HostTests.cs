using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RoundTable.Grains.Hosting;

namespace RoundTable.Grains.Tests.Hosting;

/// <summary>A host with a clock that the test moves.</summary>
public abstract class HostTests : IAsyncLifetime
{
    private readonly ServiceProvider _services;

    protected HostTests()
    {
        _services = new ServiceCollection().AddSingleton(Diary).BuildServiceProvider();
        Host = NewHost(new GrainHostOptions());
    }

    private protected static TimeSpan Idle => TimeSpan.FromMinutes(5);

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected Diary Diary { get; } = new();

    private protected ManualTime Time { get; } = new();

    private protected GrainHost Host { get; set; }

    private protected GrainRef<CounterGrain> Counter => Host.Get<CounterGrain>("k");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected GrainHost NewHost(GrainHostOptions options) =>
        new(options, Time, _services, NullLogger<GrainHost>.Instance);

    /// <summary>Completes when the mailbox has run everything posted before, such as a tick or an idle check.</summary>
    private protected Task<int> PassAsync() => Counter.CallAsync(g => Task.FromResult(g.Count), Cancel);
}
