using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoundTable.Journal;

namespace RoundTable.Server.Tests.Harness;

/// <summary>A key store that does not say whose keys stand while it is told so; all else goes on to the real one.</summary>
public class FickleKeys : DispatchProxy
{
    private Func<IKeyStore> _real = null!;
    private volatile bool _refuses = true;

    /// <summary>Puts one that refuses in front of the server's own key store.</summary>
    public static FickleKeys Before(IServiceCollection services)
    {
        var real = services.Last(s => s.ServiceType == typeof(IKeyStore)).ImplementationFactory!;
        var proxy = Create<IKeyStore, FickleKeys>();
        var fickle = (FickleKeys)(object)proxy;
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var keys = (IKeyStore)real(provider);
            fickle._real = () => keys;
            return proxy;
        }));
        return fickle;
    }

    /// <summary>From now on it answers.</summary>
    public void Release() => _refuses = false;

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _refuses && targetMethod!.Name == nameof(IKeyStore.OwnersAsync)
            ? ValueTask.FromException<IReadOnlyList<string>>(new JournalUnavailableException("The key store is away.", new TimeoutException()))
            : targetMethod!.Invoke(_real(), args);
}
