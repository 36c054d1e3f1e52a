using System.IO.Compression;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Schema;
using RoundTable.Domain.Events;
using RoundTable.Domain.Exports;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>A copy of everything about one person, through the real server, in casebook family A.</summary>
public class ExportTests
{
    private static readonly string[] KeptFromMark =
        ["Vlierstraat", "Luwte", "Morgenstede", "Vuurtoren", "0917", "paraplu", "trauma", "Rivierenhof", "Sanae", "Hij stond bij de deur"];

    [Fact]
    public async Task Copy_OfOnesOwn_IsAFileWithDataAndAPage_OfWhatOneReads()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = await HoldAsync(server);
        var (mother, father) = (meeting["Nadia"], meeting["Mark"]);

        var hers = await TakeAsync(mother, mother);
        var his = await TakeAsync(father, father);

        Assert.Contains(hers.Data.Card, item => item.Text == "Hij stond bij de deur." && item.Own);
        Assert.Equal(("Nadia El Amarti", "nadia.el.amarti@post.example"), (hers.Data.Person.Name, hers.Data.Person.Email));
        Assert.Equal("Het is rustig.", Assert.Single(hers.Data.Scores).Why);
        Assert.NotNull(Assert.Single(hers.Data.Minutes).Content);
        Assert.Contains(hers.Data.Looked, look => look.Who == "Ingrid Postema");
        Assert.StartsWith("<!doctype html>", hers.Page, StringComparison.Ordinal);
        Assert.Contains("<title>Bericht</title>", hers.Page, StringComparison.Ordinal);
        Assert.Contains("Hij stond bij de deur.", hers.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", hers.Page, StringComparison.OrdinalIgnoreCase);
        Assert.All(KeptFromMark, word => Assert.DoesNotContain(word, his.Json + his.Page, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("Het gaat goed.", Assert.Single(his.Data.Scores).Why);
        Assert.Contains((await LookedAsync(mother)).Lines, line => line is { Action: AccessAction.Printed, What: AccessSubject.Person } && line.Person.Id == mother.Person);
    }

    [Fact]
    public async Task Copy_ThatTheDirectorMakes_HoldsNoSealedScore_AndThePersonSeesThatItWasMade()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = new MeetingRun(server);
        await meeting.BeginAsync("Nadia", "Mark");
        await meeting.MoveAsync(MeetingPhase.Scoring);
        await meeting["Nadia"].ScoreAsync(4, "Alleen voor mij.");

        var own = await TakeAsync(meeting["Nadia"], meeting["Nadia"]);
        var directors = await TakeAsync(meeting.Chair, meeting["Nadia"]);

        Assert.Equal("Alleen voor mij.", Assert.Single(own.Data.Scores).Why);
        Assert.Empty(directors.Data.Scores);
        Assert.DoesNotContain("Alleen voor mij", directors.Json + directors.Page, StringComparison.Ordinal);
        Assert.Equal("Ingrid Postema", directors.Data.MadeBy);
        Assert.Contains((await LookedAsync(meeting["Nadia"])).Lines, line => line is { Action: AccessAction.Printed, What: AccessSubject.Person } && line.Person.Id == meeting.Chair.Person);
        Assert.DoesNotContain((await LookedAsync(meeting["Mark"])).Lines, line => line.What == AccessSubject.Person);
    }

    [Fact]
    public async Task Copy_OfSomebodyElse_IsForTheDirectorOnly_AndTheTryIsInTheLog()
    {
        await using var server = await DemoServer.StartAsync();
        await using var mother = await Seat.TakeAsync(server, "Nadia");
        await using var chair = await Seat.TakeAsync(server, "Ingrid");
        var aunt = mother.Plan.People.Single(person => person.Name.StartsWith("Loubna", StringComparison.Ordinal)).Id;

        foreach (var person in new[] { aunt.Value, "nobody" })
            Assert.Equal((403, "plan.not-director"), await (await mother.Guest.Browser.GetAsync($"/api/plans/{mother.Plan.Id}/people/{person}/export")).ProblemAsync());
        Assert.Equal((404, "plan.person-unknown"), await (await chair.Guest.Browser.GetAsync($"/api/plans/{chair.Plan.Id}/people/nobody/export")).ProblemAsync());
        Assert.Contains((await LookedAsync(chair)).Lines, line => line is { Action: AccessAction.Refused, What: AccessSubject.Person } && line.Person.Id == mother.Person);
    }

    [Fact]
    public void Schema_OfTheData_IsTheDescribedOne()
    {
        var schema = DomainJson.Options.GetJsonSchemaAsNode(typeof(PersonExport), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }).ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";
        var file = Path.Combine(Ops(), "person-export.schema.json");
        if (!File.Exists(file) || File.ReadAllText(file) != schema)
            File.WriteAllText(Path.ChangeExtension(file, ".received.json"), schema);

        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "", schema);
        var described = File.ReadAllText(Path.Combine(Ops(), "person-export.md"));
        Assert.All(
            JsonDocument.Parse(schema).RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name),
            name => Assert.Contains($"| `{name}` |", described, StringComparison.Ordinal));
    }

    private static async Task<MeetingRun> HoldAsync(TableServer server)
    {
        var meeting = new MeetingRun(server);
        await meeting.BeginAsync("Nadia", "Mark");
        var section = meeting["Nadia"].LiveSection();
        await section.OpenAsync();
        await section.AddAsync("Hij stond bij de deur.");
        await section.SavedAsync();
        await meeting.MoveAsync(MeetingPhase.Scoring);
        await meeting["Nadia"].ScoreAsync(4, "Het is rustig.");
        await meeting["Mark"].ScoreAsync(7, "Het gaat goed.");
        await meeting.RevealAsync();
        await meeting.CloseAsync();
        await meeting["Mark"].Table.NextAsync<Domain.Views.PlanView>(view => view.Minutes.Count > 0);
        return meeting;
    }

    private static async Task<(PersonExport Data, string Json, string Page)> TakeAsync(Seat maker, Seat person)
    {
        var response = await maker.Guest.Browser.GetAsync($"/api/plans/{maker.Plan.Id}/people/{person.Person}/export");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/zip", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("bestand.zip", response.Content.Headers.ContentDisposition?.FileName);
        Assert.True(response.Headers.CacheControl?.NoStore);
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());
        Assert.Equal(["gegevens.html", "gegevens.json"], zip.Entries.Select(entry => entry.FullName).Order());
        var json = Text(zip, "gegevens.json");
        return (JsonSerializer.Deserialize<PersonExport>(json, DomainJson.Options)!, json, Text(zip, "gegevens.html"));
    }

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static async Task<AccessReply> LookedAsync(Seat seat) =>
        await (await seat.Guest.Browser.GetAsync($"/api/plans/{seat.Plan.Id}/access")).ReadAsync<AccessReply>();

    private static string Ops([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../ops"));
}
