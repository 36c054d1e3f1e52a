using RoundTable.Domain.Commands;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>A meeting that does not take place: whoever had a seat hears that, and another one is planned.</content>
internal sealed partial class World
{
    private const int OneInCallsOff = 4;
    private bool _callsOff;

    /// <summary>From now on some only look whether anybody came, until they call it off.</summary>
    public void MayCallOff() => _callsOff = _meeting is not null && _seed % OneInCallsOff == 3;

    /// <summary>The meeting does not take place.</summary>
    public async Task CallOffAsync()
    {
        if (!_callsOff)
            return;
        _callsOff = false;

        // A former director who looked is somebody who was let in, by now.
        if (_truth.Rooms.Values.Any(room => room.Admitted.Any(p => p != _truth.Director)))
            return;
        if (!await DoAsync(_truth.Director, new CallOffMeeting()))
            throw new InvalidOperationException("a meeting could not be called off");
        _truth.CallOff();
        _meeting = null;
        TellWhatWasHeld();
        _tally.Add("meetings called off");
        await CheckAsync();
    }

    /// <summary>Once the plan knows of it, there is another one.</summary>
    public async Task PlanInsteadAsync()
    {
        if (_truth.CalledOff.Count > 0 && _meeting is null)
            await MeetAsync();
    }

    private async Task LookWhoCameAsync()
    {
        var room = Any([.. _truth.Rooms.Values]);
        if (await DoAsync(_truth.Director, new EnterRoom(room.Id)))
            room.Admitted.Add(_truth.Director);
    }

    private async Task MeetAsync()
    {
        await PlanMeetingAsync();
        foreach (var (person, watcher) in _watchers)
            _viewers[person].LeftAsJson(Channel.Meeting, await _stage.Get<GrainHost>().Meeting(_meeting!.Value).CallAsync(m => m.OpenAsync(As(person), watcher.Reader, watcher)));
    }

    private void TellWhatWasHeld()
    {
        foreach (var deal in _deals)
        {
            for (var i = 0; i < deal.Said.Count; i++)
                deal.Said[i] = deal.Said[i] with { IsHeld = false };
        }
    }
}
