using System.Text.RegularExpressions;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests;

/// <summary>A word becomes protected that the father has read for weeks: from then on it leaves for him by no way, and nobody else loses it.</summary>
public partial class LateProtectionTests
{
    [Fact]
    public async Task Word_ThatBecomesProtectedAfterTheMinutes_LeavesForTheOtherSideByNoWayAnyMore()
    {
        await using var server = await DemoServer.StartAsync();
        await using var meeting = new MeetingRun(server);
        await meeting.BeginAsync("Mark", "Nadia");
        var father = meeting["Mark"];
        var circle = father.Section(father.Plan.Sections.First(s => s is { Mode: SectionMode.Released, Shielded: false }).Id);
        await circle.OpenAsync();
        var names = string.Join(' ', father.Plan.People.SelectMany(p => new[] { p.Name, p.Organisation, p.Relation }));
        var word = LongWord().Matches(circle.AllText).Select(m => m.Value).First(w => !names.Contains(w, StringComparison.OrdinalIgnoreCase));
        await meeting.MoveAsync(MeetingPhase.Scoring);
        await father.ScoreAsync(6, "Het gaat beter.");
        await meeting["Nadia"].ScoreAsync(5, "Het gaat beter.");
        await meeting.RevealAsync();
        await meeting.CloseAsync();
        var sent = await meeting.Chair.Table.NextAsync<PlanView>(plan => plan.Deliveries.Any(d => d.Recipient == father.Person && d.State != DeliveryState.Queued));
        var minutes = $"/api/minutes/{sent.Deliveries.First(d => d.Recipient == father.Person).MinutesId}";
        Assert.Contains(word, (await (await father.Guest.Browser.GetAsync(minutes)).ReadAsync<MinutesReply>()).Html);

        var body = new ProtectionBody([meeting["Nadia"].Person], [father.Person], [], "waar zij is", [word], "reden", new DateOnly(2030, 1, 1));
        (await meeting.Chair.Guest.Browser.PostAsync($"/api/plans/{father.Plan.Id}/protections", body)).EnsureSuccessStatusCode();

        // His screen is told at once; what he opens again is without it, and so is everything that he opens anew.
        await father.Table.NextAsync<ResyncEvent>(e => e.Section == circle.Section);
        await circle.OpenAsync();
        Assert.DoesNotContain(word, circle.AllText, StringComparison.OrdinalIgnoreCase);
        await using var again = await Seat.TakeAsync(server, "Mark");
        foreach (var section in again.Plan.Sections)
            await again.Section(section.Id).OpenAsync();
        var rendered = await (await again.Guest.Browser.GetAsync(minutes)).ReadAsync<MinutesReply>();
        await again.Guest.Browser.GetAsync($"/api/plans/{again.Plan.Id}/people/{again.Person}/export");
        Assert.NotEmpty(rendered.Html);
        Assert.DoesNotContain(word, $"{again.Guest.Browser.Received}\n{again.Table.Frames.Everything()}", StringComparison.OrdinalIgnoreCase);

        // The director reads where it stands now, and who has it.
        var view = await (await meeting.Chair.Guest.Browser.GetAsync($"/api/plans/{father.Plan.Id}")).ReadAsync<PlanView>();
        var apart = view.Tasks.First(t => t.Kind == TaskKind.WithheldItems);
        Assert.Contains(view.Tasks, t => t.Kind == TaskKind.WordInMinutes && t.Person == father.Person);
        Assert.DoesNotContain(again.Plan.Tasks, t => t.Kind is TaskKind.WithheldItems or TaskKind.WordInMinutes);
        var kept = meeting["Nadia"].Section(new(apart.About!));
        await kept.OpenAsync();
        Assert.Contains(word, kept.AllText, StringComparison.Ordinal);
        (await meeting.Chair.Guest.Browser.PostAsync($"/api/plans/{father.Plan.Id}/tasks/{apart.Key}/done")).EnsureSuccessStatusCode();
    }

    [GeneratedRegex("[a-z]{8,}")]
    private static partial Regex LongWord();
}
