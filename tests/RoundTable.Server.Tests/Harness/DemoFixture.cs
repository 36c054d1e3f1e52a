namespace RoundTable.Server.Tests.Harness;

/// <summary>One demo server for the tests of a class, which leave no traces that another would stumble over.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    internal TableServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await DemoServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
