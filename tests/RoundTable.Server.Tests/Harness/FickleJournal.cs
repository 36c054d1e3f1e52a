using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoundTable.Journal;

namespace RoundTable.Server.Tests.Harness;

/// <summary>A journal that does not take records of sections while it is told so; all else goes on to the real one.</summary>
public class FickleJournal : DispatchProxy
{
    private const string Sections = "section/";
    private Func<IJournal> _real = null!;
    private volatile bool _refuses;
    private int _refused;

    /// <summary>Whether records of sections are refused.</summary>
    public bool Refuses
    {
        get => _refuses;
        set => _refuses = value;
    }

    /// <summary>How many appends were refused.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Puts one in front of the server's own journal.</summary>
    public static FickleJournal Before(IServiceCollection services)
    {
        var real = services.Last(s => s.ServiceType == typeof(IJournal)).ImplementationFactory!;
        var proxy = Create<IJournal, FickleJournal>();
        var fickle = (FickleJournal)(object)proxy;
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var journal = (IJournal)real(provider);
            fickle._real = () => journal;
            return proxy;
        }));
        return fickle;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (Refuses && args is [IReadOnlyList<Append> appends, ..] && appends.Any(a => a.Stream.Value.StartsWith(Sections, StringComparison.Ordinal)))
        {
            Interlocked.Increment(ref _refused);
            return ValueTask.FromException<IReadOnlyList<Appended>>(new JournalUnavailableException("The disk is full."));
        }

        return targetMethod!.Invoke(_real(), args);
    }
}
