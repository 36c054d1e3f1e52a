using System.Net;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hosting;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Pdf;

/// <summary>A recipient's own minutes as PDF: the same words as on the screen, with its version, and a line in the log.</summary>
public class MinutesPdfTests
{
    private const string Script = "<script>alert(1)</script>";

    [Fact]
    public async Task Pdf_OfMinutes_HoldsTheReadersOwnVersion_WithScriptAsText()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = new MeetingRun(server);
        await meeting.BeginAsync("Nadia", "Mark");
        var mother = meeting["Nadia"];
        await mother.DoAsync(new ProposeCommitment(
            new CommitmentId("cm-script"), $"Ik bel {Script}", mother.Person, null, CommitmentKind.SafetyRule, null, $"elke dag {Script}", mother.Plan.Sections.First(s => s.CanWrite).Id));
        await meeting.MoveAsync(MeetingPhase.Scoring);
        await mother.ScoreAsync(4, $"Het is rustig {Script}");
        await meeting["Mark"].ScoreAsync(7, "Het gaat goed.");
        await meeting.RevealAsync();
        await meeting.CloseAsync();
        var minutes = (await mother.Table.NextAsync<PlanView>(view => view.Minutes.Count > 0)).Minutes[0].Id;
        var path = $"/api/minutes/{minutes}";
        var shown = await (await mother.Guest.Browser.GetAsync(path)).ReadAsync<MinutesReply>();

        var response = await mother.Guest.Browser.GetAsync($"{path}/pdf");

        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{await response.Content.ReadAsStringAsync()}\n{server.Logs.All}");
        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("bericht.pdf", response.Content.Headers.ContentDisposition!.FileName);
        Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var text = await PdfText.OfAsync(await response.Content.ReadAsByteArrayAsync());
        Assert.Contains(shown.Title, text, StringComparison.Ordinal);
        Assert.Contains(shown.Hash, text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Is er een nieuwer verslag?", text, StringComparison.Ordinal);
        Assert.Equal(3, Count(text.Replace(" ", "", StringComparison.Ordinal), Script));
        Assert.DoesNotContain("Het gaat goed.", text, StringComparison.Ordinal);

        var lines = (await (await mother.Guest.Browser.GetAsync($"/api/plans/{mother.Plan.Id}/access")).ReadAsync<AccessReply>()).Lines;
        Assert.Contains(lines, line => line is { Action: AccessAction.Printed, What: AccessSubject.Minutes } && line.Person.Id == mother.Person);
    }

    [Fact]
    public async Task Pdf_ThatWaited_IsNotHandedOutWhenItMayNoLongerBeRead()
    {
        var gate = Directory.CreateTempSubdirectory("printer").FullName;
        var browser = Path.Combine(gate, "browser");
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException();
        await File.WriteAllTextAsync(browser, $"#!/bin/sh\ntouch {gate}/waits\nwhile [ ! -e {gate}/go ]; do sleep 0.05; done\nexec {new PdfOptions().Browser} \"$@\"\n");
        File.SetUnixFileMode(browser, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Pdf:Browser"] = browser);
        await using var meeting = await new MeetingRun(server).HoldAsync();
        await meeting["Mark"].Table.NextAsync<PlanView>(view => view.Minutes.Count > 0);
        var therapist = await server.EnterAsync("Marijke");
        using var reader = therapist.Browser;

        var printing = reader.GetAsync($"/api/minutes/{Assert.Single(therapist.Desk.Minutes).Id}/pdf");
        await Patience.UntilAsync("the printer runs", () => File.Exists(Path.Combine(gate, "waits")), printing);
        await meeting["Mark"].DoAsync(new WithdrawConsent(meeting["Mark"].Plan.Consents.Single(c => c.To.Contains(therapist.Desk.Person)).Id));
        await File.WriteAllTextAsync(Path.Combine(gate, "go"), "");

        Assert.Equal((403, "plan.no-basis"), await (await printing).ProblemAsync());
        Directory.Delete(gate, recursive: true);
    }

    [Fact]
    public async Task Pdf_WithoutABrowser_IsARefusalWithACode_AndNothingIsLogged()
    {
        await using var server = await DemoServer.StartAsync(settings: settings => settings["RoundTable:Pdf:Browser"] = "/nowhere/chromium");
        await using var meeting = await new MeetingRun(server).HoldAsync();
        var mother = meeting["Nadia"];
        var minutes = (await mother.Table.NextAsync<PlanView>(view => view.Minutes.Count > 0)).Minutes[0].Id;

        Assert.Equal((503, "pdf.unavailable"), await (await mother.Guest.Browser.GetAsync($"/api/minutes/{minutes}/pdf")).ProblemAsync());

        var lines = (await (await mother.Guest.Browser.GetAsync($"/api/plans/{mother.Plan.Id}/access")).ReadAsync<AccessReply>()).Lines;
        Assert.DoesNotContain(lines, line => line.Action == AccessAction.Printed);
    }

    private static int Count(string text, string part)
    {
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
            count++;
        return count;
    }
}
