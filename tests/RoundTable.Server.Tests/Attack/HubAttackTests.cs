using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Server.Hubs;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Attack;

/// <summary>Everybody who wants more than is theirs, at every hub method and with every command, during a meeting.</summary>
public sealed class HubAttackTests : IAsyncLifetime
{
    private static readonly string[] Nonsense =
    [
        "null", "1", "\"x\"", "[]", "[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]", "{}", "{\"plan\":null}", "{\"section\":1,\"stateVector\":2}", "{\"section\":\"x\",\"number\":-1,\"update\":\"%%%\"}",
        "{\"meeting\":\"\\u0000\"}", "{\"plan\":\"../..\"}", "{\"command\":{}}", "{\"plan\":\"x\",\"operation\":\"x\",\"command\":{\"kind\":\"becomeKing\"}}",
    ];

    private TableServer _server = null!;
    private MeetingRun _meeting = null!;
    private Seat _father = null!;
    private Seat _stranger = null!;
    private Dictionary<string, string> _ids = null!;
    private IReadOnlyList<byte[]> _letters = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await DemoServer.StartAsync();
        _meeting = new MeetingRun(_server);
        await _meeting.BeginAsync("Nadia", "Peter");
        await _meeting.MoveAsync(MeetingPhase.Scoring);
        _father = await Seat.TakeAsync(_server, "Mark");
        _stranger = await Seat.TakeAsync(_server, "Miriam");
        var mother = _meeting["Nadia"];
        var hidden = mother.Plan.Sections.First(section => !section.Audience.Contains(_father.Person)).Id;
        var (item, typed, letters) = await WriteAsync(mother, hidden);
        _letters = letters;
        _ids = new()
        {
            ["item"] = item,
            ["letters"] = Convert.ToBase64String(typed),
            ["plan"] = mother.Plan.Id.Value,
            ["person"] = mother.Person.Value,
            ["meeting"] = mother.Meeting.Id.Value,
            ["room"] = mother.Room.Value,
            ["hidden"] = hidden.Value,
            ["released"] = mother.Plan.Sections.First(section => section.Mode == SectionMode.Released).Id.Value,
            ["commitment"] = mother.Plan.Commitments.First(commitment =>
                mother.Plan.Sections.Any(section => section.Id == commitment.Audience && !section.Audience.Contains(_father.Person))).Id.Value,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _stranger.DisposeAsync();
        await _father.DisposeAsync();
        await _meeting.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public void EveryMethodAndCommand_HasAStatedExpectation()
    {
        var methods = typeof(TableHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition().DeclaringType == typeof(TableHub))
            .Select(method => method.Name);

        Assert.Equal(methods.Order(StringComparer.Ordinal), HubDoor.Methods.Select(door => door.Name).Order(StringComparer.Ordinal));
        Assert.Equal(KindsOf<MeetingCommand>(), HubDoor.MeetingCommands.Select(door => door.Name).Order(StringComparer.Ordinal));
        Assert.Equal(KindsOf<PlanCommand>(), HubDoor.PlanCommands.Select(door => door.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryMethodAndCommand_WithIdsOfAnother_IsRefusedAndChangesNothing()
    {
        var mother = _meeting["Nadia"];
        var before = await StateAsync(mother);

        foreach (var (method, door) in Doors())
        {
            Assert.Equal($"{door.Name}: {door.Stranger}", $"{door.Name}: {await AnswerAsync(_stranger, method, door)}");
            Assert.Equal($"{door.Name}: {door.Father}", $"{door.Name}: {await AnswerAsync(_father, method, door)}");
        }

        foreach (var door in HubDoor.MeetingCommands.Where(door => door.Colleague is not null))
            Assert.Equal($"{door.Name}: {door.Colleague}", $"{door.Name}: {await AnswerAsync(_meeting["Peter"], "MeetingCommand", door)}");

        Assert.Equal(before, await StateAsync(mother));
        var seen = _stranger.Table.Frames.Everything();
        Assert.All(mother.Plan.People, person => Assert.DoesNotContain(person.Name, seen, StringComparison.Ordinal));
        Assert.DoesNotContain(_ids["hidden"], WithoutOwnRefusals(_father.Table.Frames.Everything()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PushUpdate_OfWhatIsInTheSection_IsAnsweredAsAnyOther()
    {
        var mother = _meeting["Nadia"];
        var before = await StateAsync(mother);

        foreach (var attacker in (Seat[])[_stranger, _father])
        {
            foreach (var section in (SectionId[])[new(_ids["hidden"]), new("s-nowhere")])
            {
                for (var i = 0; i < _letters.Count; i++)
                {
                    await attacker.Table.PushAsync(section, i, _letters[i]);
                    var refused = await attacker.Table.NextAsync<RefusedEvent>();
                    Assert.Equal((section, i, "section.not-a-reader"), (refused.Section, refused.Number, refused.Refusal.Code));
                    Assert.Equal(JsonSerializer.Serialize(new Refusal(refused.Refusal.Code), Harness.Wire.Json), JsonSerializer.Serialize(refused.Refusal, Harness.Wire.Json));
                }
            }
        }

        Assert.Equal(before, await StateAsync(mother));
    }

    [Fact]
    public async Task EveryMethod_WithNonsense_FailsForItsSenderOnly()
    {
        var mother = _meeting["Nadia"];
        foreach (var door in HubDoor.Methods)
        {
            foreach (var nonsense in Nonsense)
            {
                using var request = JsonDocument.Parse(nonsense);
                await Assert.ThrowsAsync<HubException>(() => _father.Table.Hub.InvokeAsync<JsonElement>(door.Name, request.RootElement));
            }

            await Assert.ThrowsAsync<HubException>(() => _father.Table.Hub.InvokeAsync<JsonElement>(door.Name));
            await Assert.ThrowsAsync<HubException>(() => _father.Table.Hub.InvokeAsync<JsonElement>(door.Name, 1, 2, 3));
        }

        Assert.Null((await _father.Table.OpenPlanAsync(_father.Plan.Id)).Refusal);
        Assert.Null((await mother.Table.OpenMeetingAsync(mother.Meeting.Id)).Refusal);
        Assert.DoesNotContain("Error RoundTable", _server.Logs.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OnConnectedAsync")]
    [InlineData("OnDisconnectedAsync")]
    [InlineData("Dispose")]
    [InlineData("get_Clients")]
    public async Task Method_ThatIsNotForClients_IsNotThere(string name) =>
        await Assert.ThrowsAsync<HubException>(() => _father.Table.Hub.InvokeAsync<JsonElement>(name));

    // An item of the mother's where the father does not read, and updates about it.
    private static async Task<(string Item, byte[] Typed, IReadOnlyList<byte[]> Letters)> WriteAsync(Seat seat, SectionId section)
    {
        var writer = new SectionClient(seat.Table, section);
        await writer.OpenAsync();
        byte[] typed = [];
        writer.Doc.Update += update => typed = update.Local ? update.Bytes : typed;
        var item = await writer.AddAsync("Dat staat hier.");
        await writer.SavedAsync();
        return (item, typed, ForeignLetters.About(writer.Doc.ClientId, item, typed));
    }

    private static IEnumerable<(string Method, HubDoor Door)> Doors() =>
    [
        .. HubDoor.Methods.Select(door => (door.Name, door)),
        .. HubDoor.MeetingCommands.Select(door => ("MeetingCommand", door)),
        .. HubDoor.PlanCommands.Select(door => ("PlanCommand", door)),
    ];

    private static IEnumerable<string> KindsOf<T>() => typeof(T).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .Select(attribute => (string)attribute.TypeDiscriminator!)
        .Order(StringComparer.Ordinal);

    // The only frames that may name a section that one does not read are the refusals of one's own pushes.
    private static string WithoutOwnRefusals(string frames) =>
        string.Join('\n', frames.Split('\u001e').Where(frame => !frame.Contains("\"target\":\"Refused\"", StringComparison.Ordinal)));

    // What the family has: a plan, a meeting and a section, as the mother is shown them.
    private static async Task<string> StateAsync(Seat seat)
    {
        var plan = (await seat.Table.OpenPlanAsync(seat.Plan.Id)).View;
        var meeting = (await seat.Table.OpenMeetingAsync(seat.Meeting.Id)).View;
        var sections = new List<string>();
        foreach (var section in seat.Plan.Sections)
            sections.Add(Convert.ToHexString((await seat.Table.OpenSectionAsync(section.Id)).Update));
        return JsonSerializer.Serialize(new { plan, meeting, sections }, Harness.Wire.Json);
    }

    private async Task<string> AnswerAsync(Seat attacker, string method, HubDoor door)
    {
        using var request = JsonDocument.Parse(ApiDoor.Filled(door.Request, _ids));
        var reply = await attacker.Table.Hub.InvokeAsync<JsonElement?>(method, request.RootElement);
        if (method == "PushUpdate")
            return (await attacker.Table.NextAsync<RefusedEvent>()).Refusal.Code;
        return reply is { ValueKind: JsonValueKind.Object } answer
            && answer.TryGetProperty("refusal", out var refusal) && refusal.ValueKind == JsonValueKind.Object
            ? refusal.GetProperty("code").GetString()!
            : HubDoor.Silence;
    }
}
