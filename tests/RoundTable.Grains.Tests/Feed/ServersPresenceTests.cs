using System.Text;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Feed;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Tests.Feed;

/// <summary>Who is in a section on one server, as it is told to the others.</summary>
public sealed class ServersPresenceTests : IAsyncDisposable
{
    private const long Plan = 12;
    private static readonly string Topic = ServersPresence.TopicOf(TestFamily.Circle);
    private readonly TestBus _bus = new() { MaxMessageBytes = 8_000 };

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task People_OfWhomOneMoves_AreToldInAMessageAsLongForManyAsForFew() =>
        Assert.Equal(await WeighAsync(people: 20, moving: 1), await WeighAsync(people: 30, moving: 1));

    [Fact]
    public async Task People_OfWhomTenMoveAmong200_AreToldInOneMessage()
    {
        var all = People(200).Sum(e => Encoding.UTF8.GetByteCount(System.Text.Json.JsonSerializer.Serialize(e, Domain.Events.DomainJson.Options)));

        var bytes = await WeighAsync(people: 200, moving: 10);

        TestContext.Current.TestOutputHelper?.WriteLine($"200 people, 10 move: {bytes} bytes a tick between servers, all of them {all}");
        Assert.InRange(bytes, 1, all / 15);
    }

    [Fact]
    public async Task People_AreReadAsTheyWereTold_AndNobodyWhenItWasSaidDifferently()
    {
        var (here, there) = (await _bus.StartAsync(), await _bus.StartAsync());
        var heard = new TaskCompletionSource<IReadOnlyDictionary<string, string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        here.Talk.Join(Topic, (_, words) => heard.TrySetResult(words));
        var people = People(3);

        new ServersPresence(there.Talk).Publish(TestFamily.Circle, people, Plan);

        var (entries, plan) = ServersPresence.Read(await heard.Task.WaitAsync(TimeSpan.FromMinutes(2)));
        Assert.Equal(people, entries);
        Assert.Equal(Plan, plan);
        Assert.Empty(ServersPresence.Read(new Dictionary<string, string> { ["plan"] = "12", ["c-1"] = "{\"who\":1}" }).Entries);
        Assert.Empty(ServersPresence.Read(new Dictionary<string, string> { ["c-1"] = "{}" }).Entries);
    }

    private static List<PresenceEntry> People(int count) => [.. Enumerable.Range(100, count)
        .Select(n => new PresenceEntry($"connection-{n:d11}", new PersonId($"person-{n}"), "", new ItemId($"i-{n:d16}"), false, (1UL << 52) + (ulong)n, null, n))];

    /// <returns>Bytes that a server says when some of its people moved.</returns>
    private async Task<int> WeighAsync(int people, int moving)
    {
        var server = await _bus.StartAsync();
        var presence = new ServersPresence(server.Talk);
        var all = People(people);
        presence.Publish(TestFamily.Circle, all, Plan);
        await server.SaidAsync(Topic);
        await server.SilentAsync();

        presence.Publish(TestFamily.Circle, [.. all.Select((e, n) => n < moving ? e with { Typing = true, Move = e.Move + 500 } : e)], Plan);
        return Encoding.UTF8.GetByteCount(await server.SaidAsync(Topic));
    }
}
