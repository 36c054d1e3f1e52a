using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoundTable.Grains.Meetings;
using RoundTable.Journal;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Servers;

/// <summary>
/// A journal of one of two servers that compose the same minutes at the same time, as they do when a lease ends under a server
/// that only stood still: what one took the other takes too, and neither publishes before the other is about to.
/// </summary>
public class RacingJournal : DispatchProxy
{
    private const string Minutes = "minutes/";
    private Func<IJournal> _real = null!;
    private Race _race = null!;

    /// <summary>Puts one in front of a server's own journal.</summary>
    internal static void Before(IServiceCollection services, Race race)
    {
        var real = services.Last(s => s.ServiceType == typeof(IJournal)).ImplementationFactory!;
        var proxy = Create<IJournal, RacingJournal>();
        var racing = (RacingJournal)(object)proxy;
        racing._race = race;
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var journal = (IJournal)real(provider);
            racing._real = () => journal;
            return proxy;
        }));
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IJournal.TakeDueAsync) && args is [MinutesComposing.Kind, ..])
            return TakeAsync((ValueTask<IReadOnlyList<LeasedWork>>)targetMethod.Invoke(_real(), args)!);
        if (args is [IReadOnlyList<Append> appends, ..] && appends.Any(a => a.Stream.Value.StartsWith(Minutes, StringComparison.Ordinal)))
            return PublishAsync(appends);
        return targetMethod.Invoke(_real(), args);
    }

    private async ValueTask<IReadOnlyList<LeasedWork>> TakeAsync(ValueTask<IReadOnlyList<LeasedWork>> taking) => _race.Share(this, await taking);

    private async ValueTask<IReadOnlyList<Appended>> PublishAsync(IReadOnlyList<Append> appends)
    {
        await _race.MeetAsync();
        return await _real().AppendAllAsync(appends);
    }

    /// <summary>What the two share.</summary>
    internal sealed class Race
    {
        private readonly Lock _lock = new();
        private readonly List<(object By, LeasedWork Work)> _taken = [];
        private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _publishing;

        /// <summary>How often minutes were about to be published.</summary>
        public int Publishing => Volatile.Read(ref _publishing);

        /// <summary>What a server took, and what the other took before.</summary>
        public IReadOnlyList<LeasedWork> Share(object by, IReadOnlyList<LeasedWork> taken)
        {
            lock (_lock)
            {
                List<LeasedWork> others = [.. _taken.Where(t => t.By != by && !_taken.Any(own => own.By == by && own.Work == t.Work)).Select(t => t.Work)];
                _taken.AddRange(taken.Concat(others).Select(work => (by, work)));
                return [.. taken, .. others];
            }
        }

        /// <summary>Waits until both are here.</summary>
        public async Task MeetAsync()
        {
            if (Interlocked.Increment(ref _publishing) == 2)
                _met.SetResult();
            await _met.Task.WaitAsync(Patience.Enough);
        }
    }
}
