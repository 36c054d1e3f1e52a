using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Journal.Tests;

namespace RoundTable.Grains.Tests.Plans;

/// <summary>A server that is to stop while its database is away.</summary>
public sealed class ClosingOverPostgresTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Grains_OfWhichOneWaitsForTheDatabase_EndWhenClosingHasBegun()
    {
        var table = await TestTable.StartAsync(await postgres.CreateDatabaseAsync());
        await TestFamily.MakeAsync(table, protection: false);
        await postgres.StopAsync();
        try
        {
            var requirement = new SetFloorRequirement(new FloorRequirement(new FloorRequirementId("f-late"), "Rust.", "Veilig Thuis", FloorRequirementStatus.Met));
            var command = table.Host.Plan(TestFamily.Plan).CallAsync(p => p.SetupAsync(TestFamily.As(TestFamily.Director), "op-1", requirement));

            table.Journal.BeginClosing();

            await table.DisposeAsync().AsTask().WaitAsync(Enough, TestContext.Current.CancellationToken);
            await Assert.ThrowsAnyAsync<Exception>(() => command);
        }
        finally
        {
            await postgres.StartAsync();
        }
    }
}
