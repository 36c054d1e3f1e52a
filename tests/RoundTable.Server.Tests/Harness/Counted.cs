using System.Collections.Concurrent;
using System.Reflection;

namespace RoundTable.Server.Tests.Harness;

/// <summary>Counts what a port is asked, and passes it on.</summary>
public class Counted : DispatchProxy
{
    private readonly ConcurrentDictionary<string, int> _calls = [];
    private object _real = null!;

    /// <summary>Puts one in front of a port.</summary>
    public static (T Port, Counted Counted) Before<T>(T real)
        where T : class
    {
        var port = Create<T, Counted>();
        var counted = (Counted)(object)port;
        counted._real = real;
        return (port, counted);
    }

    /// <summary>How often a member was called.</summary>
    public int Of(string member) => _calls.GetValueOrDefault(member);

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _calls.AddOrUpdate(targetMethod!.Name, 1, (_, before) => before + 1);
        return targetMethod.Invoke(_real, args);
    }
}
