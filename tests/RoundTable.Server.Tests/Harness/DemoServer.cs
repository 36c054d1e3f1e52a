using System.Text.Json;
using RoundTable.Domain.Ids;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Demo;

namespace RoundTable.Server.Tests.Harness;

/// <summary>A server with the families of the casebook, and people who come in by their own links.</summary>
internal static class DemoServer
{
    public static async Task<TableServer> StartAsync(string? data = null, Action<IDictionary<string, string>>? settings = null)
    {
        var server = TableServer.Start(data, demo: true, settings);
        await server.ReadyAsync();
        return server;
    }

    public static IReadOnlyList<DemoLink> Links(string data) =>
        JsonSerializer.Deserialize<List<DemoLink>>(File.ReadAllText(Path.Combine(data, "demo-links.json")), new JsonSerializerOptions(JsonSerializerDefaults.Web))!;

    public static DemoLink LinkOf(string data, string name) => Links(data).Single(link => link.Name.StartsWith(name, StringComparison.Ordinal));

    /// <summary>Comes in with link and code, and looks at the desk.</summary>
    public static Task<Guest> EnterAsync(this TableServer server, string name) => EnterAsync(server.Address, server.Data, name);

    /// <param name="address">The server.</param>
    /// <param name="data">Where the links are.</param>
    /// <param name="name">Who.</param>
    public static async Task<Guest> EnterAsync(Uri address, string data, string name)
    {
        var link = LinkOf(data, name);
        var browser = new Browser(address);
        await (await browser.PostAsync("/api/way-in/enter", new EnterRequest(TokenOf(link.Link), link.Code))).ReadAsync<EnterReply>();
        var me = await (await browser.GetAsync("/api/me")).ReadAsync<MeReply>();
        return new Guest(browser, Assert.Single(me.Plans));
    }

    public static string TokenOf(string link) => link.Split('#')[1];
}

/// <summary>Somebody who is signed in.</summary>
internal sealed record Guest(Browser Browser, MyPlan Desk)
{
    public PlanId Plan => Desk.Plan;

    public MeetingId Meeting => Desk.Meetings.Single().Id;

    /// <summary>Sits down at the table.</summary>
    public Task<TableClient> ConnectAsync() => TableClient.ConnectAsync(Browser.Address, Browser.Cookies);
}
