using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>A server, or its parts, where many worlds live at once.</summary>
internal abstract class Stage : IAsyncDisposable
{
    public LogCapture Logs { get; protected init; } = new();

    public MailBag Mail { get; } = new();

    public abstract DateTimeOffset Now { get; }

    public abstract T Get<T>()
        where T : notnull;

    public abstract ValueTask DisposeAsync();
}
