using System.Runtime.CompilerServices;

namespace RoundTable.Grains.Hosting;

/// <summary>A way to call one grain, active or not. Cheap to make, valid as long as the host.</summary>
/// <typeparam name="TGrain">The grain's class.</typeparam>
public readonly struct GrainRef<TGrain>
    where TGrain : Grain
{
    private readonly GrainHost _host;

    internal GrainRef(GrainHost host, string key)
    {
        _host = host;
        Key = key;
    }

    /// <summary>The grain's key.</summary>
    public string Key { get; }

    /// <summary>Runs one turn of the grain and gives its result. Calls from one caller run in the order they were made.</summary>
    /// <param name="turn">What the grain does; runs on the thread pool, alone.</param>
    /// <param name="ct">Withdraws the call as long as its turn has not begun.</param>
    /// <exception cref="GrainOverloadedException">The mailbox is full.</exception>
    /// <exception cref="GrainUnavailableException">The grain was not activated in time.</exception>
    /// <exception cref="ObjectDisposedException">The host is closing.</exception>
    [OverloadResolutionPriority(1)]
    public Task<T> CallAsync<T>(Func<TGrain, Task<T>> turn, CancellationToken ct = default) =>
        _host.CallAsync(Key, new CallTurn<TGrain, T>(grain => new ValueTask<T>(turn(grain))), ct);

    /// <inheritdoc cref="CallAsync{T}(Func{TGrain, Task{T}}, CancellationToken)"/>
    public Task<T> CallAsync<T>(Func<TGrain, ValueTask<T>> turn, CancellationToken ct = default) =>
        _host.CallAsync(Key, new CallTurn<TGrain, T>(turn), ct);

    /// <inheritdoc cref="CallAsync{T}(Func{TGrain, Task{T}}, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public Task CallAsync(Func<TGrain, Task> turn, CancellationToken ct = default) =>
        CallAsync(
            async grain =>
            {
                await turn(grain).ConfigureAwait(false);
                return true;
            },
            ct);

    /// <summary>
    /// Runs one turn that a full mailbox takes too: to end what an earlier call began. Were it refused, what was begun would
    /// never end; and there are no more of them than of what was begun.
    /// </summary>
    /// <param name="turn">What the grain does.</param>
    /// <exception cref="ObjectDisposedException">The host is closing.</exception>
    public Task EndAsync(Func<TGrain, ValueTask> turn) =>
        _host.CallAsync(
            Key,
            new CallTurn<TGrain, bool>(
                async grain =>
                {
                    await turn(grain).ConfigureAwait(false);
                    return true;
                },
                alwaysFits: true),
            default);

    /// <summary>Puts a turn in the mailbox that nobody waits for.</summary>
    /// <exception cref="GrainOverloadedException">The mailbox is full.</exception>
    /// <exception cref="ObjectDisposedException">The host is closing.</exception>
    internal void Post(Turn turn) => _host.Post<TGrain>(Key, turn);

    /// <inheritdoc cref="CallAsync{T}(Func{TGrain, Task{T}}, CancellationToken)"/>
    public Task CallAsync(Func<TGrain, ValueTask> turn, CancellationToken ct = default) =>
        CallAsync(
            async grain =>
            {
                await turn(grain).ConfigureAwait(false);
                return true;
            },
            ct);
}
