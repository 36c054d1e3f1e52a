using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Sections;
using RoundTable.Server.Doors;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests.Doors;

public class DoorPermissionTests
{
    [Fact]
    public async Task Section_ThatGetsAnotherAudience_ClosesForWhoeverIsNotInIt_AndGoesOnForTheRest()
    {
        await using var server = await DemoServer.StartAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var peter = await server.EnterAsync("Peter");
        using var browser = peter.Browser;
        var section = sanae.LiveSection().Section;
        await using var stays = await DoorClient.ConnectAsync(sanae.Guest, section);
        await using var goes = await DoorClient.ConnectAsync(peter, section);

        await ChangeAsync(server, peter.Plan, section, SectionMode.Live, except: peter.Desk.Person);

        await goes.ClosedAsync();
        Assert.Equal((WebSocketCloseStatus)CloseCodes.Forbidden, goes.CloseStatus);
        Assert.Equal("section.not-a-reader", goes.CloseReason);
        var (status, code) = await (await browser.PostAsync($"/api/sections/{section}/door-tokens", new Api.Wire.DoorTokenRequest())).ProblemAsync();
        Assert.Equal((404, "section.not-a-reader"), (status, code));
        var update = await stays.EditAsync(doc => DoorClient.AddItem(doc, "i-0000000000000009"));
        Assert.Equal(update, await stays.NextAsync(MessageType.Update));
    }

    [Fact]
    public async Task Section_InWhichNobodyTypesAnyMore_TellsSoAndRefuses()
    {
        await using var server = await DemoServer.StartAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;
        await using var client = await DoorClient.ConnectAsync(sanae.Guest, section);

        await ChangeAsync(server, sanae.Plan.Id, section, SectionMode.Released, except: null);
        Assert.Equal(RefusalCodes.SectionReadOnly, await client.NextWarningAsync());
        await client.EditAsync(doc => DoorClient.AddItem(doc, "i-0000000000000009"));

        Assert.Equal(RefusalCodes.SectionReadOnly, await client.NextWarningAsync());
    }

    [Fact]
    public async Task Updates_ByATokenForReading_HoldUpNothingBehindThem()
    {
        await using var server = await DemoServer.StartAsync();
        await using var sanae = await Seat.TakeAsync(server, "Sanae");
        var section = sanae.LiveSection().Section;
        await using var client = await DoorClient.ConnectAsync(sanae.Guest, section, readOnly: true);
        using var hold = new Hold(() => { });
        var busy = server.Services.GetRequiredService<GrainHost>().Section(new SectionKey(sanae.Plan.Id, section)).CallAsync(_ => hold.Gate);

        await client.EditAsync(doc => DoorClient.AddItem(doc, "i-0000000000000009"));
        await client.SendAsync([byte.MaxValue]);
        await client.ClosedAsync();

        Assert.Equal((WebSocketCloseStatus)CloseCodes.Malformed, client.CloseStatus);
        hold.Release();
        await busy;
    }

    private static async Task ChangeAsync(TableServer server, PlanId id, SectionId section, SectionMode mode, PersonId? except)
    {
        var plan = server.Services.GetRequiredService<GrainHost>().Plan(id);
        var state = await plan.CallAsync(p => p.StateAsync());
        List<PersonId> audience = [.. state.Section(section)!.Audience.Where(p => p != except)];
        Assert.Null(await plan.CallAsync(p => p.SetupAsync(Caller.Server(state.Director), "op-audience", new ChangeSection(section, mode, audience))));
    }
}
