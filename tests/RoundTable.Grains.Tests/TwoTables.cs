namespace RoundTable.Grains.Tests;

/// <summary>Two servers over one journal, with the family in it: one hears of what the other writes when the test tells it.</summary>
public abstract class TwoTables : IAsyncLifetime
{
    private protected TestTable Here { get; private set; } = null!;

    private protected TestTable There { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Here = await TestTable.StartAsync();
        await TestFamily.MakeAsync(Here, protection: false);
        There = await Here.StartOtherAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await There.DisposeAsync();
        await Here.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
