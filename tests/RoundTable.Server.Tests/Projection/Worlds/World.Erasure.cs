using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Server.Erasure;
using RoundTable.Server.Mail;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>A plan that is erased, by decision or because its term of retention is over: nothing of it leaves for anybody any more.</content>
internal sealed partial class World
{
    private const int OneInErased = 8;
    private const string WhyErased = "at the request of the family";
    private FamilyPlan? _erased;

    /// <summary>In some families the director decides it, while mail is waiting; then everybody asks for everything once more.</summary>
    public async Task EraseAsync()
    {
        if (_seed % OneInErased != 0)
            return;
        await CheckAsync();
        var state = await StateAsync();
        foreach (var person in Some(Everybody, 50))
        {
            await _stage.Get<Outbox>().InviteAsync(As(_truth.Director), _plan, person, $"{_plan}-late-{person}", $"https://tafel.example/in#{_operation}");
            await _stage.Get<Outbox>().InviteProfessionalAsync(As(_truth.Director), _plan, person);
        }

        var report = await _stage.Get<Eraser>().EraseAsync(state, new Actor(_truth.Director.Value, "", ""), WhyErased, default);
        _erased = state;
        _viewers[_truth.Director].LeftAsJson(Channel.Erasure, report);
        _tally.Add("plans erased");
    }

    /// <summary>The clock has rung: a plan that was not erased before is erased now.</summary>
    public void RunOut(FamilyPlan state)
    {
        if (_erased is not null)
            return;
        _erased = state;
        _tally.Add("plans that ran out");
    }

    /// <summary>The plan as it stands; null when it was erased.</summary>
    public async Task<FamilyPlan?> StandingAsync() => _erased is null ? await StateAsync() : null;

    /// <summary>Whoever kept what they had in hands, and asks for everything again, gets nothing.</summary>
    public async Task LookAtErasedAsync()
    {
        if (_erased is not { } before)
            return;
        foreach (var person in Everybody.ToList())
            await LookAtErasedAsync(person, before);
        foreach (var viewer in _viewers.Values)
        {
            var mailed = viewer.Person.Value == Stranger ? [] : _stage.Mail.Take(_people[viewer.Person].Email!);
            if (mailed.Count > 0)
                Fail(new LeakException($"{viewer.Person} was mailed of an erased plan"));
            foreach (var (channel, text) in viewer.Take())
                Look(viewer.Person, channel, text);
        }
    }

    private async Task LookAtErasedAsync(PersonId person, FamilyPlan before)
    {
        var caller = As(person);
        await GetsNothingAsync(person, Channel.Plan, "the plan", () => Plan.CallAsync(p => p.LookAsync(caller)));
        await GetsNothingAsync(person, Channel.Plan, "a change of the plan", () => Plan.CallAsync(p => p.OpenAsync(caller, new ReaderId($"e-{person}"), new Watcher(_viewers[person], new ReaderId($"e-{person}")))));
        foreach (var section in _truth.Readers.Keys)
        {
            await GetsNothingAsync(person, Channel.Section, "a section", () => new Seat(_viewers[person], Sections, caller, Key(section), ++_client).OpenAsync());
            await GetsNothingAsync(person, Channel.History, "the history of a section", () => _stage.Get<SectionHistory>().ListAsync(Key(section), caller, null, null, 50));
        }

        foreach (var meeting in before.Meetings)
        {
            await GetsNothingAsync(person, Channel.Meeting, "a meeting", () => _stage.Get<GrainHost>().Meeting(meeting.Id)
                .CallAsync(m => m.OpenAsync(caller, new ReaderId($"e-{person}"), new Watcher(_viewers[person], new ReaderId($"e-{person}")))));
        }

        foreach (var minutes in before.Minutes.Where(m => m.ReceivedBy(person) is not null))
            await GetsNothingAsync(person, Channel.Minutes, "minutes", () => _stage.Get<MinutesReading>().ReadNowAsync(_plan, minutes, person));
        await GetsNothingAsync(person, Channel.Emergency, "the card", () => _stage.Get<CardReading>().ItemsAsync(before));
        await GetsNothingAsync(person, Channel.Copy, "a copy", () => _stage.Get<PersonExporting>().ComposeAsync(_plan, person, person, () => Task.FromResult<IReadOnlyCollection<Domain.Privacy.AccessEntry>>([])));
    }

    // Also with a plan that somebody still has in hands: it is the stored data that is gone.
    private async Task GetsNothingAsync<T>(PersonId person, Channel channel, string what, Func<Task<T>> ask)
    {
        try
        {
            _viewers[person].LeftAsJson(channel, await ask());
        }
        catch (DataErasedException)
        {
            _tally.Add("refused of an erased plan");
            return;
        }

        Fail(new LeakException($"{person} got {what} of an erased plan"));
    }

    // The report that proves it holds ids, for whoever directed the plan.
    private bool MayAfterErasure(int number, PersonId person, Channel channel) =>
        channel == Channel.Erasure && person == _truth.Director && _book[number].IsId;
}
