using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RoundTable.Grains.Hosting;

/// <summary>
/// Hosts the grains of this process: at most one activation per class and key, made by the first call from what the
/// service provider holds. Safe for concurrent callers.
/// </summary>
/// <remarks>Dispose it before the services that grains use: it then still runs the calls that wait, and
/// deactivates every grain.</remarks>
public sealed partial class GrainHost : IAsyncDisposable
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = [];
    private readonly Lock _gate = new();
    private readonly IServiceProvider _services;
    private readonly ILogger<GrainHost> _logger;
    private bool _closing;

    /// <summary>Creates a host without grains.</summary>
    /// <param name="options">How it treats grains.</param>
    /// <param name="time">Clock of grains, their timers and their retirement.</param>
    /// <param name="services">Where the constructors of grains find what they ask for.</param>
    /// <param name="logger">Hears of turns and retirements that failed with nobody waiting.</param>
    /// <param name="meter">Hears of activations and turns. Default nobody.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public GrainHost(
        GrainHostOptions options, TimeProvider time, IServiceProvider services, ILogger<GrainHost> logger, GrainMeter? meter = null)
    {
        options.Validate();
        Options = options;
        Time = time;
        _services = services;
        _logger = logger;
        Meter = meter;
    }

    /// <summary>How many grains are active, for telemetry.</summary>
    public int ActivationCount => _activations.Count;

    internal GrainHostOptions Options { get; }

    internal TimeProvider Time { get; }

    internal GrainMeter? Meter { get; }

    /// <summary>A way to call a grain; does not activate it yet.</summary>
    public GrainRef<TGrain> Get<TGrain>(string key)
        where TGrain : Grain
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new GrainRef<TGrain>(this, key);
    }

    /// <summary>
    /// Ends the present life of a grain, if it has one: what it held in memory is gone, and the next call activates it anew.
    /// A full mailbox takes it too, and a grain that cannot be activated has nothing in memory: it is gone as well.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The host is closing.</exception>
    public async Task RetireAsync<TGrain>(string key)
        where TGrain : Grain
    {
        if (!_activations.ContainsKey(new GrainId(typeof(TGrain), key)))
            return;
        var retirement = new RetirementTurn();
        Post<TGrain>(key, retirement);
        await retirement.Done.ConfigureAwait(false);
    }

    /// <summary>Takes no more calls, runs those that wait, deactivates every grain, and ends when all are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _closing = true;
        }

        while (!_activations.IsEmpty)
        {
            var ending = _activations.Values.ToList();
            foreach (var activation in ending)
            {
                activation.Close();
            }

            await Task.WhenAll(ending.Select(a => a.Ended)).ConfigureAwait(false);
        }
    }

    internal async Task<T> CallAsync<TGrain, T>(string key, CallTurn<TGrain, T> call, CancellationToken ct)
        where TGrain : Grain
    {
        ct.ThrowIfCancellationRequested();
        Post<TGrain>(key, call);
        await using (ct.UnsafeRegister(static (state, token) => ((CallTurn<TGrain, T>)state!).TryCancel(token), call).ConfigureAwait(false))
        {
            return await call.Done.ConfigureAwait(false);
        }
    }

    internal void Post<TGrain>(string key, Turn call)
        where TGrain : Grain
    {
        var id = new GrainId(typeof(TGrain), key);
        var activation = _activations.TryGetValue(id, out var active) ? active : GetOrStart(id);
        while (!activation.TryPost(call))
        {
            activation = GetOrStart(id);
        }
    }

    internal Grain Create(GrainId id) => (Grain)ActivatorUtilities.CreateInstance(_services, id.Type);

    /// <summary>Puts a successor, not yet started, in the place of a retiring activation, with the calls that wait.</summary>
    internal Activation Succeed(Activation retiring)
    {
        lock (_gate)
        {
            retiring.Close();
            var successor = WithCalls(retiring.Id, retiring.TakeWaitingCalls());
            _activations[retiring.Id] = successor;
            return successor;
        }
    }

    /// <summary>The predecessor is gone: whoever called meanwhile gets a new life, and without them the grain is forgotten.</summary>
    internal void StartOrRemove(Activation successor)
    {
        lock (_gate)
        {
            // Calls are posted without the gate: whether there are any is known only when no more can come.
            successor.Close();
            var calls = successor.TakeWaitingCalls();
            if (calls.Count == 0)
            {
                _activations.TryRemove(successor.Id, out _);
            }
            else
            {
                var next = WithCalls(successor.Id, calls);
                _activations[successor.Id] = next;
                next.Start();
            }
        }

        successor.EndUnstarted();
    }

    /// <summary>Forgets an activation that came to nothing, and gives the calls that waited for it.</summary>
    internal IReadOnlyList<Turn> Remove(Activation failed)
    {
        lock (_gate)
        {
            failed.Close();
            _activations.TryRemove(failed.Id, out _);
            return failed.TakeWaitingCalls();
        }
    }

    private Activation WithCalls(GrainId id, IEnumerable<Turn> calls)
    {
        var activation = new Activation(this, id);
        foreach (var call in calls)
        {
            activation.Adopt(call);
        }

        return activation;
    }

    /// <summary>The activation to call now. Waits for a retirement that is just putting its successor in place.</summary>
    private Activation GetOrStart(GrainId id)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, this);
            if (!_activations.TryGetValue(id, out var activation))
            {
                activation = new Activation(this, id);
                _activations[id] = activation;
                activation.Start();
            }

            return activation;
        }
    }
}
