using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Server.Tests.Harness;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests;

/// <summary>A meeting for somebody's own calendar, over HTTP and with the invitation, in casebook family A.</summary>
public class CalendarTests
{
    private static readonly string[] Telling =
        ["Nadia", "Mark", "Amarti", "Wolkeren", "Ingrid", "Postema", "Gezin", "Wilgendam", "Luwte", "overleg", "veilig", "regisseur", "LOCATION", "DESCRIPTION"];

    [Fact]
    public async Task File_IsForOnePersonAlone_AtTheTimeOfTheirOwnRoom()
    {
        await using var server = await DemoServer.StartAsync();
        var mother = await server.EnterAsync("Nadia");
        var father = await server.EnterAsync("Mark");

        var hers = await TakeAsync(mother, "nadia.el.amarti@post.example");
        var his = await TakeAsync(father, "mark.van.wolkeren@post.example");
        var again = await TakeAsync(mother, "nadia.el.amarti@post.example");

        Assert.NotEqual(Line(hers, "UID:"), Line(his, "UID:"));
        Assert.NotEqual(Line(hers, "DTSTART"), Line(his, "DTSTART"));
        Assert.Equal(Line(hers, "UID:"), Line(again, "UID:"));
        Assert.DoesNotContain(mother.Meeting.Value, hers, StringComparison.Ordinal);
        Assert.DoesNotContain(mother.Desk.Person.Value, hers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_OfTheFatherAndAProfessional_HasTheFile_TheMothersHasNone()
    {
        await using var server = await DemoServer.StartAsync();
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        foreach (var name in new[] { "Mark", "Joost", "Nadia" })
        {
            var person = chair.Plan.People.Single(p => p.Name.StartsWith(name, StringComparison.Ordinal)).Id;
            (await chair.Guest.Browser.PostAsync($"/api/plans/{chair.Plan.Id}/people/{person}/invitation")).EnsureSuccessStatusCode();
        }

        var mails = await Mailbox.ArrivedAsync(server.Data, "mark.van.wolkeren@post.example", "joost.rademaker@post.example", "nadia.el.amarti@post.example");

        AssertOwn(Attached(mails[0]), "mark.van.wolkeren@post.example");
        AssertOwn(Attached(mails[1]), "joost.rademaker@post.example");
        Assert.DoesNotContain("text/calendar", mails[2], StringComparison.Ordinal);
        Assert.DoesNotContain("multipart", mails[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task CalledOff_WhoGotTheFileByMailGetsItsEnd_AndNobodyElseIsWrittenTo()
    {
        const string Father = "mark.van.wolkeren@post.example";
        await using var server = await DemoServer.StartAsync();
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        var mother = await server.EnterAsync("Nadia");
        var father = chair.Plan.People.Single(p => p.Name.StartsWith("Mark", StringComparison.Ordinal)).Id;
        (await chair.Guest.Browser.PostAsync($"/api/plans/{chair.Plan.Id}/people/{father}/invitation")).EnsureSuccessStatusCode();
        var invited = Attached((await Mailbox.ArrivedAsync(server.Data, Father))[0]);

        await chair.DoAsync(new CallOffMeeting());

        var mails = await Mailbox.ArrivedAsync(server.Data, Father, Father);
        var end = Attached(Assert.Single(mails, mail => mail.Contains("method=CANCEL", StringComparison.Ordinal)));
        AssertOwn(end, Father);
        Assert.Equal("STATUS:CANCELLED", Line(end, "STATUS"));
        Assert.Equal(Line(invited, "UID:"), Line(end, "UID:"));
        Assert.Empty(Mailbox.To(server.Data, "nadia.el.amarti@post.example"));
        Assert.Equal("METHOD:CANCEL", Line(await TakeAsync(mother, "nadia.el.amarti@post.example"), "METHOD"));
    }

    [Fact]
    public async Task CalledOff_WhoHasNoGroundAnyMoreGetsTheEndToo_WithoutTheWayToThePlan()
    {
        const string Psychiatrist = "joost.rademaker@post.example";
        await using var server = await DemoServer.StartAsync();
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        var joost = chair.Plan.People.Single(p => p.Name.StartsWith("Joost", StringComparison.Ordinal)).Id;
        (await chair.Guest.Browser.PostAsync($"/api/plans/{chair.Plan.Id}/people/{joost}/invitation")).EnsureSuccessStatusCode();
        await Mailbox.ArrivedAsync(server.Data, Psychiatrist);
        var plan = server.Services.GetRequiredService<GrainHost>().Plan(chair.Plan.Id);
        var state = await plan.CallAsync(p => p.StateAsync());
        foreach (var basis in state.LegalBases.Where(basis => basis.To.Contains(joost)))
            Assert.Null(await plan.CallAsync(p => p.SetupAsync(Caller.Server(state.Director), $"end-{basis.Id}", new UseLegalBasis(basis with { To = [state.Director] }))));
        Assert.False(Access.Has(await plan.CallAsync(p => p.StateAsync()), joost));

        await chair.DoAsync(new CallOffMeeting());

        var mails = await Mailbox.ArrivedAsync(server.Data, Psychiatrist, Psychiatrist);
        var end = Assert.Single(mails, mail => mail.Contains("method=CANCEL", StringComparison.Ordinal));
        AssertOwn(Attached(end), Psychiatrist);
        Assert.DoesNotContain("/plan/", end, StringComparison.Ordinal);
    }

    private static async Task<string> TakeAsync(Guest guest, string address)
    {
        var response = await guest.Browser.GetAsync($"/api/meetings/{guest.Meeting}/calendar");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/calendar", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("afspraak.ics", response.Content.Headers.ContentDisposition?.FileName);
        Assert.True(response.Headers.CacheControl?.NoStore);
        var text = await response.Content.ReadAsStringAsync();
        AssertOwn(text, address);
        return text.Replace("\r\n ", "", StringComparison.Ordinal);
    }

    private static void AssertOwn(string file, string address)
    {
        var text = file.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.EndsWith($":mailto:{address}", Assert.Single(text.Split("\r\n"), line => line.StartsWith("ATTENDEE", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("SUMMARY:Afspraak", Line(text, "SUMMARY"));
        Assert.Equal(2, text.Split("mailto:").Length - 1);
        Assert.All(Telling, word => Assert.DoesNotContain(word, text.Replace(address, "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
    }

    private static string Attached(string mail) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(mail.Split("Content-Transfer-Encoding: base64\r\n\r\n")[1].Split("--")[0]));

    private static string Line(string text, string name) => Assert.Single(text.Split("\r\n"), line => line.StartsWith(name, StringComparison.Ordinal) && !line.StartsWith("DTSTART:1996", StringComparison.Ordinal));
}
