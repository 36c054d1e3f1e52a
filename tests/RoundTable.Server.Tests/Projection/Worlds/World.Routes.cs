using System.IO.Compression;
using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Exports;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Tests.Harness;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>Every GET route that the API describes, fetched for everybody: a route that nobody thought of here fails the test.</content>
internal sealed partial class World
{
    private async Task GetEverythingAsync(PersonId person, Visit visit)
    {
        var state = await ModesAsync();
        foreach (var route in Server.Routes)
            await GetAsync(person, visit, route, state);
    }

    // Without a meeting or minutes there is nothing of that kind to ask for; in other worlds there is.
    private Task GetAsync(PersonId person, Visit visit, string route, FamilyPlan state) => route switch
    {
        "/api/legal-bases" or "/api/me" or "/api/sessions" or "/api/sign-in" or "/api/sign-in/start" or "/api/sign-in/callback" => visit.GetAsync(route, Channel.Desk),
        "/api/meetings/{meeting}/calendar" => GetCalendarAsync(person, visit),
        "/api/minutes/{minutes}" => EachAsync(state.Minutes, minutes => GetMinutesAsync(person, visit, state, minutes)),
        "/api/minutes/{minutes}/of/{person}/together" => EachAsync(
            from minutes in state.Minutes from child in SomebodyFor(person).Concat(minutes.Deliveries.Where(d => d.BlockedBy == BlockedBy.Together).Select(d => d.Recipient)).Distinct() select (minutes, child), pair => GetTogetherAsync(person, visit, state, pair.minutes, pair.child)),
        "/api/minutes/{minutes}/pdf" => EachAsync(state.Minutes, minutes => PrintAsync(person, visit, state, minutes)),
        "/api/plans/{plan}" => GetPlanAsync(person, visit),
        "/api/plans/{plan}/access" => GetAccessAsync(person, visit),
        "/api/plans/{plan}/emergency" => GetEmergencyAsync(person, visit),
        "/api/plans/{plan}/erasure" => visit.GetAsync($"/api/plans/{_plan}/erasure", Channel.Desk),
        "/api/plans/{plan}/people/{person}/export" => EachAsync(SomebodyFor(person), about => GetCopyAsync(person, visit, about)),
        "/api/plans/{plan}/without-code" => GetWithoutCodeAsync(person, visit),
        "/api/sections/{section}/history" => EachAsync(_truth.Readers.Keys, section => GetHistoryAsync(person, visit, section, "")),
        "/api/sections/{section}/history/{seq}" => EachAsync(_truth.Readers.Keys, section => GetHistoryAsync(person, visit, section, "/1")),
        _ => throw new InvalidOperationException($"Nobody has said yet what {route} gives to whom: say it in {nameof(World)}.Routes."),
    };

    private static async Task EachAsync<T>(IEnumerable<T> all, Func<T, Task> get)
    {
        foreach (var one in all.ToList())
            await get(one);
    }

    // The director asks for everybody's, the others for their own and for that of somebody.
    private IEnumerable<PersonId> SomebodyFor(PersonId person) =>
        person == _truth.Director ? Everybody : [person, Any([.. Everybody.Where(p => p != person)])];

    private async Task GetPlanAsync(PersonId person, Visit visit)
    {
        var plan = await visit.GetAsync($"/api/plans/{_plan}", Channel.Plan);
        Expect(plan is not null, _truth.TakesPart(person), $"{person} and the plan over HTTP");
        if (plan is not null)
            CheckView(person, JsonSerializer.Deserialize<PlanView>(plan, Wire.WireJson.Options)!);
    }

    private async Task GetWithoutCodeAsync(PersonId person, Visit visit)
    {
        var without = await visit.GetAsync($"/api/plans/{_plan}/without-code", Channel.Plan);
        Expect(without is not null, person == _truth.Director && _truth.TakesPart(person), $"{person} and who has no code yet");
    }

    private async Task GetCalendarAsync(PersonId person, Visit visit)
    {
        if (_meeting is not { } meeting)
            return;
        var calendar = await visit.GetAsync($"/api/meetings/{meeting}/calendar", Channel.Mail);
        Expect(calendar is not null, _truth.TakesPart(person) && _truth.RoomsOf(person).Any(), $"{person} and the meeting for a calendar");
    }

    private async Task GetHistoryAsync(PersonId person, Visit visit, SectionId section, string moment)
    {
        var history = await visit.GetAsync($"/api/sections/{section}/history{moment}", Channel.History);
        if (history is not null || moment.Length == 0)
            Expect(history is not null, LooksBack(person, section), $"{person} and the history of a section over HTTP");
    }

    private async Task GetEmergencyAsync(PersonId person, Visit visit)
    {
        var view = await visit.GetAsync($"/api/plans/{_plan}/emergency", Channel.Emergency);
        Expect(view is not null, _truth.IsInEmergency(person), $"{person} and emergency access over HTTP");
        if (view is not null)
            _looked.Add((person, Channel.Emergency));
    }

    private async Task GetMinutesAsync(PersonId person, Visit visit, FamilyPlan state, PublishedMinutes minutes)
    {
        var read = await visit.GetAsync($"/api/minutes/{minutes.Id}", Channel.Minutes);
        Expect(read is not null, ReadsMinutes(person, state, minutes), $"{person} and minutes over HTTP");
        if (read is not null)
            _looked.Add((person, Channel.Minutes));
    }

    private bool ReadsMinutes(PersonId person, FamilyPlan state, PublishedMinutes minutes) => _truth.TakesPart(person) && _truth.IsInvited(person)
        && _truth[person].Role != PersonRole.Interpreter && minutes.ReceivedBy(person) is { } delivery && Access.Gets(state, delivery);

    // What a child under 12 reads together with somebody, both of them must be able to know.
    private async Task GetTogetherAsync(PersonId person, Visit visit, FamilyPlan state, PublishedMinutes minutes, PersonId child)
    {
        var read = await visit.TakeAsync($"/api/minutes/{minutes.Id}/of/{child}/together");
        var waits = minutes.Deliveries.Any(d => d.Recipient == child && d.BlockedBy == BlockedBy.Together);
        if (read is null)
            return;
        if (!waits || !_truth.MayReadWith(person, child))
            Fail(new LeakException($"{person} reads together with {child}, and may not"));
        if (!_truth.IsYoung(child) || !_truth.IsInvited(child))
            Fail(new LeakException("minutes were read together that are not of a child"));
        LookTogether(person, child, await read.Content.ReadAsStringAsync());
        _tally.Add("minutes read together");
    }

    // A director takes a copy of what the child has, also of rounds before they took over.
    private void LookTogether(PersonId person, PersonId child, string text)
    {
        Channel[] ways = [.. LiveChannels, Channel.Minutes, .. person == _truth.Director ? [Channel.Copy] : Array.Empty<Channel>()];
        foreach (var (_, number) in Marks.In(Marks.Folded(text)).Concat(Marks.In(text)))
        {
            if (!May(number, child, Channel.Minutes) || !ways.Any(channel => May(number, person, channel)))
                Fail(new LeakException($"{person} got {_book[number].What} in the minutes of a child ({_book.MarkOf(number)})"));
        }
    }

    // A browser for each takes a second: so the first few of a run are printed, and the others are refused or passed over.
    private async Task PrintAsync(PersonId person, Visit visit, FamilyPlan state, PublishedMinutes minutes)
    {
        var reads = ReadsMinutes(person, state, minutes);
        if (reads && !Server.MayPrint(_truth.IsKeptFromSomething(person)))
            return;
        var printed = await visit.TakeAsync($"/api/minutes/{minutes.Id}/pdf");
        Expect(printed is not null, reads, $"{person} and minutes on paper");
        if (printed is null)
            return;
        var text = await PdfText.OfAsync(await printed.Content.ReadAsByteArrayAsync());
        _viewers[person].Left(Channel.Minutes, text);
        if (!Marks.In(text).Any())
            Fail(new MissingException($"{person} got minutes on paper without a word"));
        _tally.Add("minutes printed");
    }

    // Their own holds their minutes; what the director takes for somebody, both have in hands.
    private async Task GetCopyAsync(PersonId person, Visit visit, PersonId about)
    {
        var copy = await visit.TakeAsync($"/api/plans/{_plan}/people/{about}/export");
        var isTheirs = person == about
            ? _truth.TakesPart(person) && _truth[person].Role != PersonRole.Interpreter
            : person == _truth.Director && _truth.Names(person, about);
        Expect(copy is not null, isTheirs, $"{person} and the copy of {about} over HTTP");
        if (copy is null)
            return;
        using var zip = new ZipArchive(await copy.Content.ReadAsStreamAsync());
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            var text = await reader.ReadToEndAsync();
            foreach (var holder in new[] { person, about }.Where(p => p == person || _truth.TakesPart(p)).Distinct())
                _viewers[holder].Left(person == about ? Channel.CopyFile : Channel.Copy, $"{entry.FullName} {entry.Comment} {entry.LastWriteTime}\n{text}");
            if (entry.FullName.EndsWith(".json", StringComparison.Ordinal))
                LookAtData(person, JsonSerializer.Deserialize<PersonExport>(text, DomainJson.Options)!);
        }

        _tally.Add("copies taken");
    }

    private void LookAtData(PersonId person, PersonExport data)
    {
        _viewers[person].LeftAsJson(Channel.Copy, data with { Minutes = [.. data.Minutes.Select(minutes => minutes with { Content = null })] });
        foreach (var minutes in data.Minutes)
            _viewers[person].LeftAsJson(Channel.Minutes, minutes.Content);
    }

    private async Task GetAccessAsync(PersonId person, Visit visit)
    {
        var access = await visit.GetAsync($"/api/plans/{_plan}/access", Channel.Access);
        Expect(access is not null, _truth.TakesPart(person), $"{person} and the log of access over HTTP");
        if (access is not null)
            CheckLines(person, JsonSerializer.Deserialize<AccessReply>(access, Wire.WireJson.Options)!.Lines);
    }

    // By kind alone: what the server writes down here is more than this world does itself.
    private void CheckLines(PersonId viewer, IReadOnlyList<AccessLineView> lines)
    {
        foreach (var line in lines.Where(line => line.Person.Id != viewer && viewer != _truth.Director))
        {
            if (line.Action == AccessAction.Refused || line.What == AccessSubject.Log || !MayHearOf(viewer, line.Person.Id, line.Day, line.What == AccessSubject.Section ? AccessSubject.Plan : line.What, _plan.Value))
                Fail(new LeakException($"{viewer} reads in the log of access over HTTP that {line.Person.Id} {line.Action} a {line.What}"));
            CheckEmergency(viewer, line);
        }

        _tally.Add("lines of access", lines.Count);
    }

    private string Filled(string route, SectionId section, string minutes) => route
        .Replace("{plan}", _plan.Value, StringComparison.Ordinal)
        .Replace("{section}", section.Value, StringComparison.Ordinal)
        .Replace("{meeting}", _meeting?.Value ?? "none", StringComparison.Ordinal)
        .Replace("{minutes}", minutes, StringComparison.Ordinal)
        .Replace("{person}", Any([.. Everybody]).Value, StringComparison.Ordinal)
        .Replace("{seq}", "1", StringComparison.Ordinal);

    // Somebody of another family knows every id, and gets nothing by any route.
    private async Task GetAsStrangerAsync(Visit visit)
    {
        var minutes = (await StateAsync()).Minutes.Select(m => m.Id.Value).FirstOrDefault("none");
        foreach (var route in Server.Routes.Where(route => route.Contains('{', StringComparison.Ordinal)))
        {
            foreach (var section in route.Contains("{section}", StringComparison.Ordinal) ? _truth.Readers.Keys.ToArray() : [_circle])
            {
                var path = Filled(route, section, minutes);
                Expect(await visit.GetAsync(path, Channel.Desk) is not null, false, $"a stranger and {path}");
            }
        }

        foreach (var route in Server.Routes.Where(route => !route.Contains('{', StringComparison.Ordinal)))
            await visit.GetAsync(route, Channel.Desk);
    }
}
