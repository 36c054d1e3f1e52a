using RoundTable.Journal;

namespace RoundTable.Server.Keys;

/// <summary>Stops the start when the master key does not fit the keys.</summary>
internal sealed class KeyCheck(Vault vault) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken) => await vault.CheckAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
