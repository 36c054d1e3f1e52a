using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Erasure;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Tests;

/// <summary>Erasures that meet somebody who writes, or a server that stops: they end all the same.</summary>
public class ErasureInterruptedTests
{
    private static readonly SectionId Busy = new("s-busy");
    private static readonly SectionId Quiet = new("s-quiet");

    [Fact]
    public async Task Erased_WhileSomebodyWrites_IsDoneAndEveryOtherSectionLeavesMemoryToo()
    {
        // Long enough that the section in which somebody wrote still rests when it is told to go.
        var options = new SectionGrainOptions { PauseAfterFailure = TimeSpan.FromSeconds(5), IdleTime = TimeSpan.FromHours(1) };
        await using var server = TableServer.Start(demo: true, services: services => services.AddSingleton(options));
        await server.ReadyAsync();
        var plan = await StateAsync(server);
        foreach (var section in new[] { Busy, Quiet })
        {
            var open = new OpenSection(new Section(section, SectionScope.Side, SectionMode.Live, [plan.Director]));
            Assert.Null(await server.Services.GetRequiredService<PlanArranging>().SetupAsync(Caller.Server(plan.Director), plan.Id, section.Value, open));
        }

        plan = await server.Services.GetRequiredService<GrainHost>().Plan(plan.Id).CallAsync(p => p.StateAsync());
        var sections = server.Services.GetRequiredService<SectionCalls>();
        Assert.Empty(await sections.ItemsAsync(new SectionKey(plan.Id, Quiet)));
        Assert.Null(await WriteAsync("i-before0000000000"));

        // As it happens in the midst of an erasure: the keys are gone, and nobody was told yet.
        await server.Services.GetRequiredService<Vault>().EraseAsync(StreamOwners.OfPlan(plan.Id), plan.Director.Value);
        await Assert.ThrowsAsync<SectionResyncException>(() => WriteAsync("i-during0000000000"));
        var report = await EraseAsync(server, plan);

        Assert.NotNull(report.DoneAt);
        await Assert.ThrowsAsync<DataErasedException>(() => sections.ItemsAsync(new SectionKey(plan.Id, Quiet)));
        await Assert.ThrowsAsync<DataErasedException>(() => sections.ItemsAsync(new SectionKey(plan.Id, Busy)));

        Task<Refusal?> WriteAsync(string item) => sections.WriteAsync(
            new SectionKey(plan.Id, Busy),
            Caller.Server(plan.Director),
            new CardItem(ItemId.From(item), CardColumn.Danger, ItemKind.Fact, plan.Director, null, 1, false, "Er wordt geschreeuwd."));
    }

    [Fact]
    public async Task Erased_ByAServerThatStopsHalfWay_IsNotDone_AndTheNextServerRepeatsIt()
    {
        var data = TempFolders.Next();
        FamilyPlan plan;
        await using (var server = TableServer.Start(data, demo: true))
        {
            await server.ReadyAsync();
            plan = await StateAsync(server);
            var grains = server.Services.GetRequiredService<GrainHost>();
            using var turn = new Hold(() => { });
            var busy = grains.Plan(plan.Id).CallAsync(_ => turn.Gate);
            var stopping = grains.DisposeAsync().AsTask();

            await Assert.ThrowsAsync<ObjectDisposedException>(() => EraseAsync(server, plan));

            turn.Release();
            await Task.WhenAll(busy, stopping).WaitAsync(Patience.Enough);
            Assert.True(await server.Services.GetRequiredService<Vault>().IsErasedAsync(StreamOwners.OfPlan(plan.Id)));
            Assert.Null((await server.Services.GetRequiredService<ErasureStream>().FindAsync(plan.Id))!.Report.DoneAt);
        }

        await using var next = TableServer.Start(data);
        await next.ReadyAsync();
        var key = (await next.Services.GetRequiredService<IKeyStore>().OfOwnerAsync(StreamOwners.OfPlan(plan.Id)))[0];
        await next.Services.GetRequiredService<Retention>().RunAsync(default);

        var done = await DoneAsync(next, plan.Id);
        Assert.Equal((plan.Director.Value, key.DestroyedAt), (done.By, Assert.Single(done.Keys, k => k.Owner == key.Owner && k.Id == key.Id.ToString()).DestroyedAt));
        Assert.Equal(done.Keys.Max(k => k.DestroyedAt), done.DoneAt);
        Assert.Equal(done.Keys, (await next.Services.GetRequiredService<Eraser>().CarryOutAsync(plan.Id)).Report.Keys);
        Assert.Equal(0, await next.Services.GetRequiredService<Retention>().RunAsync(default));
    }

    [Fact]
    public async Task Erased_BesideOneThatCannotBe_DoesNotWaitForIt()
    {
        await using var server = await DemoServer.StartAsync();
        var plan = await StateAsync(server);
        var time = server.Services.GetRequiredService<TimeProvider>();
        var by = new Actor(plan.Director.Value, "", "");
        await server.Services.GetRequiredService<IJournal>().AppendAsync(
            new Append(new StreamId("server/test"), by, [new NewRecord("scheduled", 1, default)])
            {
                Schedule = [new DueWork(ErasureStream.EraseKind, "p-undecided", time.GetUtcNow().AddDays(-1), default)],
            });
        var erasures = server.Services.GetRequiredService<ErasureStream>();
        var report = new ErasureReport(plan.Id, time.GetUtcNow(), by.Person, "Klaar.", [], [], null);
        await erasures.DecideAsync(
            new StoredErasure(report, plan.Person(plan.Director)!.Subject, null, [], [$"plan/{plan.Id}"]), by, await erasures.HeadAsync(plan.Id));

        // Fails, unless the server's own look at what is due came first.
        await Record.ExceptionAsync(() => server.Services.GetRequiredService<Retention>().RunAsync(default));

        await DoneAsync(server, plan.Id);
        await Assert.ThrowsAsync<DataErasedException>(
            () => server.Services.GetRequiredService<GrainHost>().Plan(plan.Id).CallAsync(p => p.StateAsync()));
    }

    [Fact]
    public async Task Erased_BesideAPlanWhoseKeyIsDamaged_DoesNotWaitForIt()
    {
        var data = TempFolders.Next();
        FamilyPlan plan;
        PlanId other;
        await using (var server = TableServer.Start(data, demo: true))
        {
            await server.ReadyAsync();
            plan = await StateAsync(server);
            other = (await server.EnterAsync("Miriam")).Plan;
        }

        await DamageKeyAsync(data, StreamOwners.OfPlan(other));
        await using var next = TableServer.Start(data);
        await next.ReadyAsync();
        var erasures = next.Services.GetRequiredService<ErasureStream>();
        var by = new Actor(plan.Director.Value, "", "");
        var report = new ErasureReport(plan.Id, TimeProvider.System.GetUtcNow(), by.Person, "Klaar.", [], [], null);
        await erasures.DecideAsync(
            new StoredErasure(report, plan.Person(plan.Director)!.Subject, null, [], [$"plan/{plan.Id}"]), by, await erasures.HeadAsync(plan.Id));

        await Record.ExceptionAsync(() => next.Services.GetRequiredService<Retention>().RunAsync(default));

        await DoneAsync(next, plan.Id);
        Assert.False(await next.Services.GetRequiredService<Vault>().IsErasedAsync(StreamOwners.OfPlan(other)));
    }

    private static async Task DamageKeyAsync(string data, string owner)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "keys", "keys.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE data_key SET wrapped = zeroblob(60) WHERE owner = $owner";
        command.Parameters.AddWithValue("$owner", owner);
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }

    // Whoever comes first carries it out: the server by itself, or the test.
    private static async Task<ErasureReport> DoneAsync(TableServer server, PlanId plan)
    {
        using var late = new CancellationTokenSource(Patience.Enough);
        while (true)
        {
            if ((await server.Services.GetRequiredService<ErasureStream>().FindAsync(plan))!.Report is { DoneAt: not null } done)
                return done;
            Assert.False(late.IsCancellationRequested, "an erasure that was decided was not carried out");
            await Task.Delay(50);
        }
    }

    private static async Task<FamilyPlan> StateAsync(TableServer server)
    {
        var director = await server.EnterAsync("Ingrid");
        return await server.Services.GetRequiredService<GrainHost>().Plan(director.Plan).CallAsync(p => p.StateAsync());
    }

    private static Task<ErasureReport> EraseAsync(TableServer server, FamilyPlan plan) =>
        server.Services.GetRequiredService<Eraser>().EraseAsync(plan, new Actor(plan.Director.Value, "", ""), "Klaar.", default);
}
