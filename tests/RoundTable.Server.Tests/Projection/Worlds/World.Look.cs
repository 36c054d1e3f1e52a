using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Minutes;
using RoundTable.Server.Security;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>Everybody looks at everything that there is, also at what is not theirs: they get what is theirs, and nothing else.</content>
internal sealed partial class World
{
    public async Task LookAroundAsync()
    {
        _truth.Today = Today;
        await CheckAsync();
        _found.Clear();
        var state = await StateAsync();
        foreach (var person in Everybody.ToList())
            await LookAroundAsync(person, state);
        await TryAsStrangerAsync();
        await CheckAsync();
        Compare();
    }

    // What everybody had to find by the ways by which they looked.
    private void Compare()
    {
        foreach (var person in Everybody)
        {
            for (var number = 0; number < _book.Secrets.Count; number++)
            {
                foreach (var channel in _looked.Where(l => l.Person == person).Select(l => l.Channel))
                {
                    var secret = _book[number];
                    var may = secret.May(person, channel);
                    if (may && secret.Must(person, channel) && !_found.Contains((person, channel, number)))
                        Fail(new MissingException($"{person} did not get {secret.What} by {channel} ({_book.MarkOf(number)})"));
                    if (may && secret.Must(person, channel))
                        _tally.Add($"gave {secret.What} by {channel}");
                    else if (!may)
                        _tally.Add($"kept {secret.What}");
                }
            }
        }
    }

    private readonly HashSet<(PersonId Person, Channel Channel)> _looked = [];

    private async Task LookAroundAsync(PersonId person, FamilyPlan state)
    {
        var viewer = _viewers[person];
        var plan = await Plan.CallAsync(p => p.LookAsync(As(person)));
        viewer.LeftAsJson(Channel.Plan, plan);
        Expect(plan.Refusal is null, _truth.TakesPart(person), $"{person} and the plan");
        if (plan.Value is { } view)
            CheckView(person, view);
        _looked.Add((person, Channel.Plan));
        foreach (var section in _truth.Readers.Keys)
        {
            if (_seats.Remove((person, section), out var before))
                await before.LeaveAsync();
            if (await SitAsync(person, section) is { } seat)
                seat.ReadOn();
            await LookBackAsync(person, section);
        }

        _looked.Add((person, Channel.Section));
        foreach (var sitting in _truth.EverPlanned)
            await LookAtMeetingAsync(person, sitting);
        if (plan.Refusal is null)
        {
            await LogAsync(person, AccessSubject.Plan, _plan.Value);
            CheckAccess(person, AccessProjection.For(state, person, await _stage.Get<AccessLogReader>().ReadAsync(_plan, default)));
        }

        await LookInEmergencyAsync(person);
        await TakeCopyAsync(person, person);
        if (person != _truth.Director)
            await TakeCopyAsync(person, _truth.Director);
        foreach (var minutes in state.Minutes)
        {
            await ReadMinutesAsync(person, state, minutes);
            foreach (var child in minutes.Deliveries.Select(d => d.Recipient).Where(child => Domain.Sharing.Together.MayRead(state, person, minutes, child)))
                await ReadWithChildAsync(person, child, state, minutes);
        }

        foreach (var mail in _stage.Mail.Take(_people[person].Email!))
        {
            viewer.Left(Channel.Mail, mail);
            _tally.Add("mails");
        }
    }

    // Positions and lists say nothing of what is not there (L9, L10).
    private void CheckView(PersonId person, PlanView view)
    {
        if (!view.Commitments.Select(c => c.Number).SequenceEqual(Enumerable.Range(1, view.Commitments.Count)))
            Fail(new LeakException($"{person} sees a gap in the numbers of commitments"));
        var isDirector = person == _truth.Director;
        if (!isDirector && view.Deliveries.Count + view.LegalBases.Count + view.Relations.Count + view.Protections.Count > 0)
            Fail(new LeakException($"{person} got a list of the director"));
    }

    private async Task LookBackAsync(PersonId person, SectionId section)
    {
        var history = await _stage.Get<SectionHistory>().ListAsync(Key(section), As(person), null, null, 50);
        Expect(history.Refusal is null, LooksBack(person, section), $"{person} and the history of a section");
        _viewers[person].LeftAsJson(Channel.History, history);
        if (history.Value?.Steps is not { Count: > 0 } steps)
            return;
        foreach (var step in new[] { steps[0], steps[^1] })
            _viewers[person].LeftAsJson(Channel.History, await _stage.Get<SectionHistory>().ReadAsync(Key(section), As(person), step.Seq));
    }

    private bool LooksBack(PersonId person, SectionId section) =>
        person == (_truth.Treatments.TryGetValue(section, out var treatment) ? treatment.Keeper : _truth.Director) && _truth.Reads(person, section);

    private async Task LookAtMeetingAsync(PersonId person, Sitting sitting)
    {
        var watcher = new Watcher(_viewers[person], new ReaderId($"l-{person}"));
        var grain = _stage.Get<GrainHost>().Meeting(sitting.Id);
        var answer = await grain.CallAsync(m => m.OpenAsync(As(person), watcher.Reader, watcher));
        Expect(answer.Refusal is null, _truth.TakesPart(person) && sitting.RoomsOf(person).Any(), $"{person} and the meeting");
        _viewers[person].LeftAsJson(Channel.Meeting, answer);
        await grain.CallAsync(m => m.LeaveAsync(watcher.Reader));
        CheckRounds(person, answer.Value);
        if (answer.Refusal is null)
            await LogAsync(person, AccessSubject.Meeting, sitting.Id.Value);
        _looked.Add((person, Channel.Meeting));
    }

    private async Task ReadMinutesAsync(PersonId person, FamilyPlan state, PublishedMinutes minutes)
    {
        if (minutes.ReceivedBy(person) is not { } delivery || !_truth.TakesPart(person) || !Access.Gets(state, delivery))
            return;
        if ((await _stage.Get<MinutesReading>().ReadNowAsync(_plan, minutes, person)).Content is not { } made)
            return;
        var content = MinutesNames.AsNamedNow(state, made, person);
        var rendering = MinutesRenderer.Render(content);
        _viewers[person].LeftAsJson(Channel.Minutes, content);
        _viewers[person].Left(Channel.Minutes, $"{rendering.Title}\n{rendering.Html}\n{rendering.Markdown}");
        if (!_truth.SittingOf(minutes.Meeting).IsInvited(person))
            Fail(new LeakException($"{person} reads minutes of a meeting of others"));
        if (minutes.Meeting == _meeting)
            _looked.Add((person, Channel.Minutes));
        CheckAttendance(person, content, minutes);
        _tally.Add("minutes read");
    }

    // What a child under 12 reads together with somebody, as that person gets it on their screen.
    private async Task ReadWithChildAsync(PersonId person, PersonId child, FamilyPlan state, PublishedMinutes minutes)
    {
        if (!_truth.MayReadWith(person, child))
            Fail(new LeakException($"{person} reads together with {child}, and may not"));
        if ((await _stage.Get<MinutesReading>().ReadNowAsync(_plan, minutes, child)).Content is not { } made)
            return;
        var named = MinutesNames.AsNamedNow(state, MinutesNames.AsNamedNow(state, made, child), person);
        if (Domain.Sharing.Together.Shown(state, named, person, child) is not { } content)
            return;
        var rendering = MinutesRenderer.Render(content);

        // The route keeps back what this person may not read along.
        if (LeakGuard.Check(state, rendering.Markdown, [person]).Count > 0)
            return;
        LookTogether(person, child, $"{rendering.Title}\n{rendering.Html}\n{rendering.Markdown}");
        CheckAttendance(person == _truth.Director ? child : person, content, minutes);
        _tally.Add("minutes read with a child");
        if (person != _truth.Director)
            _tally.Add("minutes read with a child, not by the director");
    }

    // The director hands it to them, where they take part: both have it. The minutes in it are looked at as minutes.
    private async Task TakeCopyAsync(PersonId person, PersonId maker)
    {
        var reader = _stage.Get<AccessLogReader>();
        var copy = await _stage.Get<PersonExporting>().ComposeAsync(_plan, person, maker, () => reader.ReadAsync(_plan, default));
        Expect(
            copy is not null,
            person == maker ? _truth.TakesPart(person) && _truth[person].Role != PersonRole.Interpreter : _truth.Names(maker, person),
            $"{maker} and the copy of {person}");
        if (copy is null)
            return;
        var data = copy with { Minutes = [.. copy.Minutes.Select(minutes => minutes with { Content = null })] };
        foreach (var holder in new[] { person, maker }.Where(p => p == maker || _truth.TakesPart(p)).Distinct())
        {
            _viewers[holder].LeftAsJson(Channel.Copy, data);
            _viewers[holder].Left(Channel.Copy, PersonExportPage.Write(data));
            _looked.Add((holder, Channel.Copy));
        }

        _tally.Add("copies taken");
        _tally.Add("items in copies", copy.Card.Count);
    }

    // Of whom somebody's minutes say that they were there, or were not (L6, L10).
    private void CheckAttendance(PersonId reader, MinutesContent content, PublishedMinutes minutes)
    {
        foreach (var named in content.Present.Concat(content.Absent.Select(a => a.Person)))
        {
            var person = _people.Values.Single(p => p.Name == named.Name || p.AliasName == named.Name).Id;
            if (!_truth.IsExpectedBy(_truth.SittingOf(minutes.Meeting), reader, person))
                Fail(new LeakException($"{reader} reads in minutes of {person}, who was in no room with them"));
        }

        // A number is for those in the room; a party without a seat gets those of the only room.
        foreach (var score in content.EarlierRounds.Append(content.Scores).OfType<MinutesRound>().SelectMany(r => r.Scores))
        {
            var person = _people.Values.Single(p => p.Name == score.Name || p.AliasName == score.Name).Id;
            var sitting = _truth.SittingOf(minutes.Meeting);
            if (!(sitting.RoomsOf(reader).Any() ? sitting.RoomsOf(reader) : sitting.Rooms.Values).Any(r => r.People.Contains(person)) || (!sitting.RoomsOf(reader).Any() && sitting.Rooms.Count > 1))
                Fail(new LeakException($"{reader} reads in minutes the number of {person}, who was in no room with them"));
            if (minutes.Meeting == _meeting && score.Value is { } value && !HearsNumber(reader, person, value))
                Fail(new LeakException($"{reader} reads in minutes a number of {person} from before they were taken in"));
        }
    }

    private bool HearsNumber(PersonId reader, PersonId person, int value) => !_informedLater.Contains((_meeting!.Value, reader)) && _given.Exists(g =>
        g.By == person && g.Value == value && !g.IsReplaced && IsOfNow(g.Room) && !IsFromBefore(reader, g.Room, g.Round, _truth.DirectorThen));

    private void CheckAccess(PersonId viewer, IReadOnlyList<AccessLineView> lines)
    {
        _viewers[viewer].LeftAsJson(Channel.Access, lines);
        _tally.Add("lines of access", lines.Count);
        foreach (var line in lines)
        {
            if (!_accesses.Any(a => a.Person == line.Person.Id && a.Day == line.Day && a.Action == line.Action && a.What == line.What && MayHearOf(viewer, a.Person, a.Day, a.What, a.Id)))
                Fail(new LeakException($"{viewer} reads in the log of access that {line.Person.Id} looked at a {line.What}"));
            CheckEmergency(viewer, line);
        }

        if (!lines.Any(l => l.Person.Id == viewer && l.What == AccessSubject.Plan))
            Fail(new MissingException($"{viewer} does not find their own look at the plan in the log of access"));
    }

    // Decision 0014: no lines of relatives, none of what one does not read oneself, and for whoever is kept from something
    // only of days on which they sit with the other.
    private bool MayHearOf(PersonId viewer, PersonId person, DateOnly day, AccessSubject what, string id)
    {
        if (!_truth.Knows(viewer, person) || (what == AccessSubject.Section && !_truth.Reads(viewer, SectionId.From(id))) || (what == AccessSubject.Meeting && !SittingsOf(what, id).Any(s => s.RoomsOf(viewer).Any())))
            return false;
        if (viewer == person || viewer == _truth.Director)
            return true;
        var together = SittingsOf(what, id).Where(s => s.RoomsOf(viewer).Any(r => r.People.Contains(person))).ToList();
        return _truth[person].Role is not (PersonRole.Child or PersonRole.ParentWithAuthority or PersonRole.ParentWithoutAuthority or PersonRole.NetworkMember or PersonRole.TrustedPerson)
            && what is not (AccessSubject.Minutes or AccessSubject.Invitation)
            && (what != AccessSubject.Meeting || together.Count > 0)
            && (!_truth.IsKeptFromSomething(viewer) || together.Exists(s => s.Day == day));
    }

    // Somebody who is in another family's plan says to be a person of this one.
    private async Task TryAsStrangerAsync()
    {
        var viewer = _viewers[PersonId.From(Stranger)];
        var forged = new Caller(Any([.. Others]), PersonRole.CaseDirector, SubjectId.From(Stranger), Stranger);
        viewer.LeftAsJson(Channel.Plan, await Plan.CallAsync(p => p.LookAsync(forged)));
        viewer.LeftAsJson(Channel.Reply, await Plan.CallAsync(p => p.CommandAsync(forged, Operation(), new GiveConsent(ConsentId.From("c")))));
        foreach (var section in _truth.Readers.Keys)
        {
            var seat = new Seat(viewer, Sections, forged, Key(section), ++_client);
            if (await seat.OpenAsync())
                Fail(new LeakException("a stranger opened a section"));
            viewer.LeftAsJson(Channel.History, await _stage.Get<SectionHistory>().ListAsync(Key(section), forged, null, null, 50));
        }
    }

    private void Expect(bool got, bool theirs, string what)
    {
        if (got == theirs)
            return;
        Fail(got ? new LeakException($"{what}: let in without the right to it") : new MissingException($"{what}: not let in"));
    }
}
