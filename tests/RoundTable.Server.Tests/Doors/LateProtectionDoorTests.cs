using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Doors;
using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Tests.Harness;
using RoundTable.Server.Tests.Projection.Worlds;
using RoundTable.Yjs;
using Seat = RoundTable.Server.Tests.Harness.Seat;

namespace RoundTable.Server.Tests.Doors;

/// <summary>A word becomes protected while the other side has the section open in Yjs clients of other makers.</summary>
public partial class LateProtectionDoorTests
{
    private const string NotAReader = "section.not-a-reader";

    [Fact]
    public async Task Doors_OfTheOtherSide_AreShutAtOnce_AndWithoutTheWordWhenTheyOpenAgain()
    {
        await using var server = await DemoServer.StartAsync();
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        await using var father = await Seat.TakeAsync(server, "Mark");
        var section = father.Plan.Sections.First(s => s is { Mode: SectionMode.Released, Shielded: false }).Id;
        await using var before = await DoorClient.ConnectAsync(father.Guest, section);
        using var collab = await CollabSocket.ConnectAsync(server.Address);
        await collab.AuthenticateAsync(section, await CollabSocket.TokenAsync(father.Guest, section));
        await collab.NextAsync(MessageType.Auth);
        var names = string.Join(' ', father.Plan.People.SelectMany(p => new[] { p.Name, p.Organisation, p.Relation }));
        var word = LongWord().Matches(TextOf(before.Doc)).Select(m => m.Value).First(w => !names.Contains(w, StringComparison.OrdinalIgnoreCase));
        await collab.OpenDocumentAsync(section);
        while (!(await collab.NextAsync(MessageType.Sync)).Contains(word, StringComparison.Ordinal))
        {
        }

        var mother = chair.Plan.People.First(p => p.Name.StartsWith("Nadia", StringComparison.Ordinal)).Id;
        var body = new ProtectionBody([mother], [father.Person], [], "waar zij is", [word], "reden", new DateOnly(2030, 1, 1));
        (await chair.Guest.Browser.PostAsync($"/api/plans/{father.Plan.Id}/protections", body)).EnsureSuccessStatusCode();

        await before.ClosedAsync();
        Assert.Equal(((WebSocketCloseStatus)CloseCodes.Forbidden, NotAReader), (before.CloseStatus, before.CloseReason));
        Assert.EndsWith(NotAReader, await collab.NextAsync(MessageType.Close));

        // Whoever comes anew gets no byte of it; what an old client holds is taken away when it synchronises.
        foreach (var isCollab in new[] { false, true })
        {
            var viewer = new Viewer(father.Person);
            await using (var line = DoorLine.To(viewer, section, isCollab))
                Assert.NotEmpty((await line.OpenAsync(server.Address, section, await CollabSocket.TokenAsync(father.Guest, section)))!);
            Assert.All(viewer.Take(), left => Assert.DoesNotContain(word, left.Text, StringComparison.OrdinalIgnoreCase));
        }

        await using var again = await DoorClient.ConnectAsync(father.Guest, section);
        Assert.DoesNotContain(word, Encoding.UTF8.GetString(again.Doc.EncodeStateAsUpdate()), StringComparison.OrdinalIgnoreCase);
        await again.SendAsync(Bodies.Sync(MessageType.Step1, before.Doc.EncodeStateVector()));
        before.Doc.ApplyUpdate(await again.NextAsync(MessageType.Step2));
        Assert.Equal(TextOf(again.Doc), TextOf(before.Doc));
        Assert.DoesNotContain(word, TextOf(before.Doc), StringComparison.OrdinalIgnoreCase);

        // Where it stands now he has no way in.
        var view = await (await chair.Guest.Browser.GetAsync($"/api/plans/{father.Plan.Id}")).ReadAsync<Domain.Views.PlanView>();
        var apart = view.Tasks.First(t => t.Kind == TaskKind.WithheldItems).About!;
        Assert.Equal((404, NotAReader), await (await father.Guest.Browser.PostAsync($"/api/sections/{apart}/door-tokens", new DoorTokenRequest(false))).ProblemAsync());
        await using var director = await DoorClient.ConnectAsync(chair.Guest, SectionId.From(apart));
        Assert.Contains(word, TextOf(director.Doc), StringComparison.Ordinal);
    }

    private static string TextOf(Doc doc)
    {
        var items = doc.GetMap("items");
        return string.Join('\n', items.Keys.Order(StringComparer.Ordinal).Select(key => $"{((YMap)items.Get(key)!).Get("text")}"));
    }

    [GeneratedRegex("[a-z]{8,}")]
    private static partial Regex LongWord();
}
