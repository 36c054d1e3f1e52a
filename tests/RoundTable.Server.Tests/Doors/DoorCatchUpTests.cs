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
}
