using Npgsql;
using RoundTable.Journal.Tests;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Servers;

/// <summary><c>ops/postgres.sql</c>, run as it says, and a server with nothing more than it gives.</summary>
[Collection<PostgresCollection>]
public sealed class LeastRightsTests(PostgresServer postgres)
{
    [Fact]
    public async Task Script_RunBySomebodyWhoIsNoSuperuser_GivesTheServerEnoughAndNobodyElseAnything()
    {
        await PostgresServer.ExecuteAsync(postgres.PlaceOf("postgres", "postgres"), "CREATE ROLE installer LOGIN NOSUPERUSER CREATEDB CREATEROLE");
        await PostgresServer.ExecuteAsync(postgres.PlaceOf("postgres", "postgres"), "CREATE ROLE nosy LOGIN NOSUPERUSER");
        await postgres.PsqlAsync("installer", "-f", Path.Combine(Repository.Root, "ops", "postgres.sql"));
        var place = postgres.PlaceOf("roundtable", "roundtable");

        await using (var server = TableServer.Start(demo: true, settings: all =>
        {
            all["RoundTable:Store:Postgres"] = place;
            all["RoundTable:Keys:Postgres"] = place;
            all[MasterKey.Setting] = MasterKey.Text;
        }))
        {
            await server.ReadyAsync();
            await using var sanae = await Seat.TakeAsync(server, "Sanae");
            var section = sanae.LiveSection();
            await section.OpenAsync();
            await section.AddAsync("Met weinig rechten.");
            await section.SavedAsync();
        }

        Assert.Equal(false, await PostgresServer.ExecuteAsync(
            place, "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls FROM pg_roles WHERE rolname = current_user"));

        // Since PostgreSQL 16 whoever makes a role may grant it: a membership without the rights of it, which only a superuser can take away.
        Assert.Equal(false, await PostgresServer.ExecuteAsync(
            place, "SELECT pg_has_role('installer', 'roundtable', CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'USAGE, SET' ELSE 'MEMBER' END)"));
        foreach (var other in new[] { "nosy", "installer" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => PostgresServer.ExecuteAsync(postgres.PlaceOf(other, "roundtable"), "SELECT 1"));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }
}
