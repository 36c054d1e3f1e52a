using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Sessions;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>What happens, and the look after it.</content>
internal sealed partial class World
{
    private Task StepAsync() => _random.Next(36) switch
    {
        < 6 => TypeAsync(),
        < 9 => EditAsync(),
        9 => MoveAboutAsync(),
        < 12 => ReleaseAsync(),
        12 => Chance(25) ? ShieldAsync() : ChangeAudienceAsync(),
        < 15 => ProposeAsync(),
        15 => RewordAsync(),
        < 18 => AnswerAsync(),
        18 => AskAsync(),
        19 => GiveAsync(),
        20 => Chance(50) ? WithdrawAsync() : UseGroundAsync(),
        21 => WriteAsChildAsync(),
        22 => Chance(50) ? WriteAsChildAsync() : WriteWithChildAsync(),
        23 => LetReadAsync(),
        24 => ComeAndGoAsync(),
        25 => Chance(30) && _truth.Keepings.Count > 0 ? EndProtectionAsync() : Chance(30) ? ProtectAsync() : Chance(60) ? ProtectLateAsync() : TypeAsync(),
        33 => Chance(70) ? ComeInEmergencyAsync() : JudgeAsync(),
        34 or 35 => ShareTreatmentAsync(),
        _ => _meeting is null || _truth.IsClosed ? TypeAsync() : _callsOff ? LookWhoCameAsync() : StepInMeetingAsync(),
    };

    private async Task ComeAndGoAsync()
    {
        var person = Any([.. Everybody]);
        var section = Any([.. _truth.Readers.Keys]);
        if (_seats.Remove((person, section), out var seat))
            await seat.LeaveAsync();
        else
            await SitAsync(person, section);
    }

    private async Task WatchAsync(PersonId person)
    {
        var watcher = _watchers[person] = new Watcher(_viewers[person], new ReaderId($"w-{person}"));
        var plan = await Plan.CallAsync(p => p.OpenAsync(As(person), watcher.Reader, watcher));
        _viewers[person].LeftAsJson(Channel.Plan, plan);
        if (_meeting is not { } meeting)
            return;
        var view = await _stage.Get<GrainHost>().Meeting(meeting).CallAsync(m => m.OpenAsync(As(person), watcher.Reader, watcher));
        _viewers[person].LeftAsJson(Channel.Meeting, view);
    }

    /// <summary>Whether what left since the last look was for those for whom it left.</summary>
    public async Task CheckAsync()
    {
        await SettleAsync();
        foreach (var ((person, section), seat) in _seats.ToList())
        {
            if (seat.IsOver)
                _seats.Remove((person, section));
            else
                seat.ReadOn();
        }

        foreach (var viewer in _viewers.Values)
        {
            foreach (var (channel, text) in viewer.Take())
                Look(viewer.Person, channel, text);
        }

        NoteAllowed();
    }

    // Whatever a step sets in motion in other grains has had its turn when a later call has been answered.
    private async Task SettleAsync()
    {
        foreach (var section in _truth.Readers.Keys)
            await Sections.LeaveAsync(Key(section), new ReaderId("nobody"));
        if (_meeting is { } meeting)
            await _stage.Get<GrainHost>().Meeting(meeting).CallAsync(m => m.LeaveAsync(new ReaderId("nobody")));
    }

    private void Look(PersonId person, Channel channel, string text)
    {
        foreach (var (world, number) in Marks.In(text))
        {
            if (world != _seed)
                Fail(new LeakException($"{person} got something of another family by {channel}"));
            else if (!May(number, person, channel))
                Fail(new LeakException($"{person} got {_book[number].What} by {channel} ({_book.MarkOf(number)})"));
            else
                _found.Add((person, channel, number));
        }

        var keepings = _truth.Keepings.Where(k => channel == Channel.Emergency ? _truth.IsKeptInEmergency(person, k) : k.KeepsFrom(person)).ToList();
        var folded = keepings.Count > 0 ? Marks.Folded(text) : "";
        foreach (var word in keepings.SelectMany(k => k.Words))
        {
            if (folded.Contains(word, StringComparison.Ordinal) && Marks.In(word).Single() is var (_, number) && !May(number, person, channel))
                Fail(new LeakException($"{person} got {_book[number].What} by {channel} ({word})"));
        }

        // The proof of an erasure names every stream.
        if (channel == Channel.Erasure)
            return;
        foreach (var section in _truth.Apart)
        {
            if (text.Contains(section.Value, StringComparison.Ordinal) && !MayHearOfApart(person, channel, section))
                Fail(new LeakException($"{person} got a section of what is withheld by {channel}"));
        }

        foreach (var section in _truth.Treatments.Keys)
        {
            if (text.Contains(section.Value, StringComparison.Ordinal) && !MayHearOfTreatment(person, channel, section))
                Fail(new LeakException($"{person} got a section about treatment by {channel}"));
        }
    }

    // A copy as a file holds somebody's own minutes too.
    private bool May(int number, PersonId person, Channel channel) => _erased is not null ? MayAfterErasure(number, person, channel)
        : channel == Channel.Minutes ? MayInMinutes(number, person)
        : channel == Channel.CopyFile
        ? _book[number].May(person, Channel.Copy) || MayInMinutes(number, person)
        : _book[number].May(person, channel);

    private void Fail(Exception leak) => throw (leak is LeakException
        ? new LeakException($"world {_seed}: {leak.Message}")
        : new MissingException($"world {_seed}: {leak.Message}"));

    private readonly HashSet<(PersonId Person, Channel Channel, int Number)> _found = [];
}
