using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Sections;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Doors;

public class DoorCatchUpTests
{
    private const string One = "i-0000000000000001";
    private const string Two = "i-0000000000000002";
    private const string Three = "i-0000000000000003";

    [Fact]
    public async Task Disk_ThatRefusesForAWhile_LosesNothingAndTellsTheAuthorOnceAndOnlyWhenItIsThere()
    {
        FickleJournal journal = null!;
        await using var server = TableServer.Start(demo: true, services: services => journal = FickleJournal.Before(services));
        await server.ReadyAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var peter = await server.EnterAsync("Peter");
        using var browser = peter.Browser;
        var section = sanae.LiveSection().Section;
        await using var author = await DoorClient.ConnectAsync(sanae.Guest, section);
        await using var other = await DoorClient.ConnectAsync(peter, section);

        journal.Refuses = true;
        var first = await author.EditAsync(doc => DoorClient.AddItem(doc, One));
        var second = await author.EditAsync(doc => DoorClient.AddItem(doc, Two));
        await Patience.UntilAsync("the disk refused twice", () => journal.Refused > 1);
        journal.Refuses = false;
        Assert.Equal(first, await author.NextAsync(MessageType.Update));
        var third = await author.EditAsync(doc => DoorClient.AddItem(doc, Three));

        Assert.Equal(second, await author.NextAsync(MessageType.Update));
        Assert.Equal(third, await author.NextAsync(MessageType.Update));
        while (!other.Doc.GetMap("items").Has(Three))
            other.Doc.ApplyUpdate(await other.NextAsync(MessageType.Update, MessageType.Step2));
        Assert.True(other.Doc.GetMap("items").Has(One) && other.Doc.GetMap("items").Has(Two));
    }

    [Fact]
    public async Task Section_ThatIsNotReadInTime_IsOpenedAgain_AndTheClientGetsWhatOthersWrite()
    {
        FickleJournal journal = null!;
        var time = new ActivationClock();
        await using var server = TableServer.Start(demo: true, services: services =>
        {
            journal = FickleJournal.Before(services);
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
            services.Replace(ServiceDescriptor.Singleton(new GrainHostOptions { ActivationTime = ActivationClock.Longest }));
        });
        await server.ReadyAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var peter = await server.EnterAsync("Peter");
        using var browser = peter.Browser;
        var section = sanae.LiveSection().Section;
        await using var reader = await DoorClient.ConnectAsync(sanae.Guest, section);

        using var hold = journal.HoldReads("section/");
        await server.Services.GetRequiredService<GrainHost>().RetireAsync<SectionGrain>(new SectionKey(sanae.Plan.Id, section).ToString());
        await Patience.UntilAsync("the section is read again", () => journal.Held > 0);
        time.Ring();
        await Patience.UntilAsync("that is given up", () => server.Logs.All.Contains("could not be activated", StringComparison.Ordinal));
        hold.Release();

        await using var writer = await DoorClient.ConnectAsync(peter, section);
        await writer.EditAsync(doc => DoorClient.AddItem(doc, One));
        await ReadAsync().WaitAsync(Patience.Enough);

        async Task ReadAsync()
        {
            while (!reader.Doc.GetMap("items").Has(One))
                reader.Doc.ApplyUpdate(await reader.NextAsync(MessageType.Update, MessageType.Step2));
        }
    }

    /// <summary>The real clock, but what may be activated is given up when the test says so.</summary>
    private sealed class ActivationClock : TimeProvider
    {
        public static readonly TimeSpan Longest = TimeSpan.FromHours(7);
        private readonly ConcurrentQueue<Action> _waiting = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Longest)
                _waiting.Enqueue(() => callback(state));
            return base.CreateTimer(callback, state, dueTime, period);
        }

        public void Ring()
        {
            while (_waiting.TryDequeue(out var ring))
                ring();
        }
    }
}
