using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Journal.Tests;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests.Servers;

/// <summary>The database goes away under people who type, and comes back.</summary>
[Collection<PostgresCollection>]
public sealed class DatabaseAwayTests(PostgresServer postgres)
{
    [Fact]
    public async Task Server_StartedWhileItsDatabaseIsAway_WaitsAliveAndNotReadyUntilItIsThere()
    {
        var (store, keys) = (await postgres.CreateDatabaseAsync(), await postgres.CreateDatabaseAsync());
        await postgres.StopAsync();

        await using var server = TableServer.Start(demo: true, settings: all =>
        {
            all["RoundTable:Store:Postgres"] = store;
            all["RoundTable:Keys:Postgres"] = keys;
            all[MasterKey.Setting] = MasterKey.Text;
        });
        using var watcher = server.Browse();
        Assert.Equal(HttpStatusCode.OK, (await watcher.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await watcher.GetAsync("/health/ready")).StatusCode);
        Assert.Equal((503, "server.unavailable"), await (await watcher.PostAsync("/api/way-in/look", new LookRequest("onbekend"))).ProblemAsync());
        await postgres.StartAsync();

        await server.ReadyAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection();
        await section.OpenAsync();
        await section.AddAsync("De database is er.");
        await section.SavedAsync();
    }

    [Fact]
    public async Task Server_ToldToStopWhileItsDatabaseIsAway_Ends()
    {
        var shared = await SharedDatabase.StartAsync(postgres, 1);
        var director = await shared[0].EnterAsync("Ingrid");
        var grain = shared[0].Services.GetRequiredService<GrainHost>().Plan(director.Plan);
        var state = await grain.CallAsync(p => p.StateAsync());
        await postgres.StopAsync();
        try
        {
            var requirement = new SetFloorRequirement(new FloorRequirement(new FloorRequirementId("f-late"), "Rust.", "Veilig Thuis", FloorRequirementStatus.Met));
            var command = grain.CallAsync(p => p.SetupAsync(Caller.Server(state.Director), "late", requirement));

            await shared.DisposeAsync().AsTask().WaitAsync(Patience.Enough);

            await Assert.ThrowsAnyAsync<Exception>(() => command);
        }
        finally
        {
            await postgres.StartAsync();
        }
    }

    [Fact]
    public async Task Server_WhoseDatabaseIsOfANewerVersion_DoesNotWait()
    {
        var store = await postgres.CreateDatabaseAsync();
        await PostgresServer.ExecuteAsync(store, "CREATE TABLE journal_version (version integer NOT NULL); INSERT INTO journal_version VALUES (99)");

        var run = await ServerRun.ToItsEndAsync(
            "--data", TempFolders.Next(), "--urls", "http://127.0.0.1:0", $"--RoundTable:Store:Postgres={store}", $"--RoundTable:Keys:Postgres={await postgres.CreateDatabaseAsync()}", MasterKey.Argument);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("RoundTable cannot start: The journal has version 99", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_WhoseKeyStoreIsAway_IsNotReadyUntilItIsBack()
    {
        var (store, keys) = (await postgres.CreateDatabaseAsync(), await postgres.CreateDatabaseAsync());
        await using var server = TableServer.Start(settings: all =>
        {
            all["RoundTable:Store:Postgres"] = store;
            all["RoundTable:Keys:Postgres"] = keys;
            all[MasterKey.Setting] = MasterKey.Text;
        });
        using var watcher = server.Browse();
        await watcher.UntilReadyIsAsync(HttpStatusCode.OK);

        await LetInAsync("false");
        await watcher.UntilReadyIsAsync(HttpStatusCode.ServiceUnavailable);

        await LetInAsync("true");
        await watcher.UntilReadyIsAsync(HttpStatusCode.OK);

        async Task LetInAsync(string allowed)
        {
            var name = new NpgsqlConnectionStringBuilder(keys).Database;
            await PostgresServer.ExecuteAsync(store, $"ALTER DATABASE {name} ALLOW_CONNECTIONS {allowed}");
            await PostgresServer.ExecuteAsync(store, $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{name}'");
        }
    }

    [Fact]
    public async Task Database_AwayWhileSomebodyLeaves_NobodyIsShownAsPresentUntilItIsBack()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 1, settings => settings["RoundTable:Doors:Heartbeat"] = "00:00:01");
        var (sanae, els) = (await Seat.TakeAsync(shared[0], "Sanae"), await Seat.TakeAsync(shared[0], "Els"));
        await using var stays = els;
        var peter = await shared[0].EnterAsync("Peter");
        using var browser = peter.Browser;
        var section = sanae.LiveSection();
        await section.OpenAsync();
        var item = new ItemId(await section.AddAsync("Wie er is."));
        await section.SavedAsync();
        await els.Section(section.Section).OpenAsync();
        await using var door = await DoorClient.ConnectAsync(peter, section.Section);
        await sanae.Table.Hub.SendAsync("SetPresence", new SetPresenceRequest(section.Section, item, true));
        while ((await els.Table.NextAsync<PeopleShown>()).People.All(p => p.Person != sanae.Person))
        {
            // That nobody was there yet.
        }

        await door.NextStateAsync(state => state.Contains(sanae.Person.Value, StringComparison.Ordinal));

        await postgres.StopAsync();
        try
        {
            await sanae.DisposeAsync();

            await els.Table.NextAsync<PeopleShown>(e => e.People.Count == 0);
            await door.NextStateAsync(state => state == "null");
            Assert.Empty(await door.NextStatesAsync());
        }
        finally
        {
            await postgres.StartAsync();
        }

        var after = els.Section(section.Section);
        await shared[0].ReadyAsync();
        await after.OpenAsync();
        await els.Table.Hub.SendAsync("SetPresence", new SetPresenceRequest(section.Section, item, true));
        await door.NextStateAsync(state => state.Contains(els.Person.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Database_AwayWhileMoreIsTypedInASectionThanMayWait_TheRestIsNotTakenWithAReasonAndNothingIsLost()
    {
        const int May = 16;
        const int More = 8;
        await using var shared = await SharedDatabase.StartAsync(postgres, 1, settings => settings["RoundTable:Limits:SectionUnsavedUpdates"] = $"{May}");
        using var meter = new MeterInbox(shared[0]);
        await using var sanae = await Seat.TakeAsync(shared[0], "Sanae");
        var section = sanae.LiveSection();
        await section.OpenAsync();
        var item = await section.AddAsync("begin.");
        await section.SavedAsync();

        await postgres.StopAsync();
        try
        {
            for (var i = 0; i < May + More; i++)
                await section.InsertAsync(item, 0, $"{i}.");

            Assert.Equal("section.too-much-unsaved", (await sanae.Table.NextAsync<ResyncEvent>()).Refusal?.Code);
            Assert.NotEmpty(meter.Tags("roundtable.refusals"));
            Assert.All(meter.Tags("roundtable.refusals"), code => Assert.Equal("section.too-much-unsaved", code));
            Assert.True(section.Acknowledged < section.Pushed);
        }
        finally
        {
            await postgres.StartAsync();
        }

        await shared[0].ReadyAsync();
        await section.BringAgainAsync();
        var anew = new SectionClient(sanae.Table, section.Section);
        await anew.OpenAsync();
        Assert.Equal(string.Concat(Enumerable.Range(0, May + More).Reverse().Select(i => $"{i}.")) + "begin.", anew.TextOf(item));
    }

    [Fact]
    public async Task Commits_ThatDoNotEndWhileMoreIsTypedThanMayWaitForThem_AreNotTakenWithAReasonAndNothingIsLost()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 1);
        var crowded = await shared.AddAsync(settings => settings["RoundTable:Store:QueueWrites"] = "1");
        await using var nadia = await Seat.TakeAsync(crowded, "Nadia");
        await using var mark = await Seat.TakeAsync(crowded, "Mark");
        await using var ingrid = await Seat.TakeAsync(crowded, "Ingrid");
        List<SectionClient> copies = [.. new[] { nadia, mark, ingrid }
            .SelectMany(seat => seat.Plan.Sections.Where(s => s.CanWrite).Select(s => seat.Section(s.Id)))
            .DistinctBy(copy => copy.Section)];
        Assert.InRange(copies.Count, 4, 20);
        var items = new List<string>();
        foreach (var copy in copies)
        {
            await copy.OpenAsync();
            items.Add(await copy.AddAsync("begin."));
            await copy.SavedAsync();
        }

        // As while a standby does not answer: what is there can be read, and no commit ends.
        await using (var standby = new NpgsqlConnection(shared.ConnectionString))
        {
            await standby.OpenAsync();
            await using var held = await standby.BeginTransactionAsync();
            await using var locking = new NpgsqlCommand("LOCK TABLE record IN EXCLUSIVE MODE", standby, held);
            await locking.ExecuteNonQueryAsync();
            for (var i = 0; i < copies.Count; i++)
                await copies[i].InsertAsync(items[i], 6, $" {i} staat er.");

            // Some are on their way and one waits.
            var told = await await Task.WhenAny(copies.Select(copy => copy.Table.NextAsync<ResyncEvent>(e => e.Section == copy.Section)));
            Assert.Equal("server.unavailable", told.Refusal?.Code);
            Assert.All(copies, copy => Assert.True(copy.Acknowledged < copy.Pushed));
        }

        for (var i = 0; i < copies.Count; i++)
        {
            await copies[i].BringAgainAsync();
            var anew = new SectionClient(copies[i].Table, copies[i].Section);
            await anew.OpenAsync();
            Assert.Equal($"begin. {i} staat er.", anew.TextOf(items[i]));
        }
    }

    [Fact]
    public async Task Database_AwayWhileTwoTypeOnTwoServers_NothingIsCalledSavedUntilItIsBackAndNothingIsLost()
    {
        await using var shared = await SharedDatabase.StartAsync(postgres, 2);
        await using var sanae = await Seat.TakeAsync(shared[0], "Sanae");
        await using var peter = await Seat.TakeAsync(shared[1], "Peter");
        var copies = new[] { sanae.LiveSection(), peter.Section(sanae.LiveSection().Section) };
        var items = new List<string>();
        foreach (var copy in copies)
        {
            await copy.OpenAsync();
            items.Add(await copy.AddAsync("begin."));
            await copy.SavedAsync();
        }

        await postgres.StopAsync();
        for (var i = 0; i < 10; i++)
        {
            for (var writer = 0; writer < 2; writer++)
                await copies[writer].InsertAsync(items[writer], 6, $" {writer}-{i}.");
        }

        using var watcher = shared[0].Browse();
        await watcher.UntilReadyIsAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, (await watcher.GetAsync("/health/live")).StatusCode);
        Assert.Equal((503, "server.unavailable"), await (await sanae.Guest.Browser.GetAsync("/api/me")).ProblemAsync());
        foreach (var page in new[] { "/", "/plan/x", "/assets/app.js", "/icon.svg" })
            Assert.NotEqual(HttpStatusCode.ServiceUnavailable, (await sanae.Guest.Browser.GetAsync(page)).StatusCode);
        Assert.Equal("server.unavailable", (await sanae.Table.OpenSectionAsync(copies[0].Section)).Refusal!.Code);
        Assert.All(copies, copy => Assert.True(copy.Acknowledged < copy.Pushed));
        await postgres.StartAsync();

        foreach (var copy in copies)
            await copy.SavedAsync();
        await shared[0].ReadyAsync();
        await shared[1].ReadyAsync();
        var words = Enumerable.Range(0, 2).SelectMany(w => Enumerable.Range(0, 10).Select(i => $" {w}-{i}.")).ToList();
        await using var els = await Seat.TakeAsync(shared[1], "Els");
        var reader = els.Section(copies[0].Section);
        await reader.OpenAsync();
        Assert.All(words, word => Assert.Equal(2, reader.AllText.Split(word).Length));
        foreach (var copy in copies)
            await copy.UntilAsync(c => words.TrueForAll(word => c.AllText.Contains(word, StringComparison.Ordinal)));
    }
}
