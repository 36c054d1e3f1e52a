using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Sections;
using RoundTable.Journal;
using RoundTable.Server.Hubs.Outgoing;
using RoundTable.Server.Hubs.Wire;
using RoundTable.Server.Telemetry;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Hubs;

/// <content>Sections.</content>
internal sealed partial class TableConnection : ISectionObserver
{
    public async Task<OpenSectionReply> OpenSectionAsync(OpenSectionRequest request)
    {
        try
        {
            return await TryOpenSectionAsync(request);
        }
        catch (Exception e) when (IsPassing(e))
        {
            return RefuseToOpen(new Refusal(RequestCodes.Unavailable));
        }
    }

    private async Task<OpenSectionReply> TryOpenSectionAsync(OpenSectionRequest request)
    {
        var section = request.Section;
        if (await _traffic.MoveAsync(Visitor.Subject, _ended) is { } tooFast)
            return RefuseToOpen(tooFast);
        if (await _door.ToSectionAsync(Visitor, section) is not { } way)
            return RefuseToOpen(await _door.RefuseSectionAsync(Visitor, section));
        if (await _door.WhyUnreadableAsync(way.Key, way.Caller) is { } barred)
            return await RefuseToOpenAsync(way, barred);
        if (OpenCount >= _limits.OpenPerConnection && !_sections.ContainsKey(section))
            return RefuseToOpen(new Refusal(RequestCodes.TooManyOpen));

        if (request.StateVector.Length > _limits.StateVectorBytes)
            _meter.Reached(ReachedLimits.StateVector);

        // Before the first update can be on its way.
        await _door.Log.ReadAsync(way.Caller, way.Key.Plan, AccessSubject.Section, section.Value);
        var again = !_sections.TryAdd(section, _door.Sections.Line(way.Key, _reader, this));
        if (!again)
            _meter.Sections(+1);
        _writers[section] = way.Caller;
        _queue.Opened(section);

        _selves[section] = way.Caller.Person;
        _rights.TryRemove(section, out _);
        var result = await FollowAsync(way.Key, way.Caller, request.StateVector, again);
        await LeaveIfGoneAsync(() => _door.Sections.LeaveAsync(way.Key, _reader));
        if (result.Opened is not { } opened)
        {
            Forget(section, out _);
            return await RefuseToOpenAsync(way, result.Refusal!);
        }

        // What was told of since is newer than the answer, and may be with the client before it.
        var canWrite = _rights.TryGetValue(section, out var latest) ? latest : opened.CanWrite;
        return new(null, WireBytes.Of(opened.Update), WireBytes.Of(opened.StateVector), SharedUpdates.Named(opened.Clients), canWrite, _limits.ItemLength);
    }

    private async Task<OpenResult> FollowAsync(SectionKey key, Caller caller, byte[] stateVector, bool again)
    {
        try
        {
            return await _door.Sections.OpenAsync(key, caller, _reader, this, stateVector);
        }
        catch (Exception e) when (again && IsPassing(e) && e is not SectionBusyException)
        {
            // What waited was dropped for the answer, and the section may still tell this connection the rest.
            Lose(key.Section);
            throw;
        }
    }

    public async Task PushUpdateAsync(PushUpdateRequest request)
    {
        if (!_sections.TryGetValue(request.Section, out var line))
        {
            // Who goes on too fast hears nothing: each answer is kept until it is read. The client asks again.
            if (await _traffic.MoveAsync(Visitor.Subject, _ended) is { } tooMany)
                _meter.Refused(tooMany.Code);
            else
                Refused(request.Section, request.Number, new Refusal(RefusalCodes.SectionNotAReader));
            return;
        }

        _pushes.Begin(request.Section, request.Number);
        try
        {
            if (await _traffic.EditAsync(Visitor.Subject, line.Section, request.Update.Length, _ended) is { } tooFast)
            {
                // Not refused: the client opens again, and pushes what it has as one.
                Resync(request.Section, tooFast);
                return;
            }

            // One line for each time that somebody begins to write, not for each letter.
            if (_writers.TryGetValue(request.Section, out var writer) && await line.WouldWriteAsync(request.Update) && _writers.TryRemove(request.Section, out _))
                await _door.Log.ChangedAsync(writer, line.Section.Plan, AccessSubject.Section, request.Section.Value, nameof(SectionUpdate));
            if (!await line.PushAsync(request.Number, request.Update))
                Resync(request.Section);
        }
        catch (Exception e) when (IsPassing(e))
        {
            Resync(request.Section, new Refusal(RequestCodes.Unavailable));
        }
    }

    public Task CloseSectionAsync(CloseSectionRequest request) => Forget(request.Section, out var key)
        ? _door.Sections.LeaveAsync(key, _reader)
        : Task.CompletedTask;

    public async Task SetPresenceAsync(SetPresenceRequest request)
    {
        if (!_sections.TryGetValue(request.Section, out var line))
            return;
        if (await _traffic.MoveAsync(Visitor.Subject, _ended) is { } tooFast)
            _meter.Refused(tooFast.Code);
        else
            await _door.Sections.SetPresenceAsync(line.Section, _reader, request.Item, request.Typing);
    }

    public void Updated(SectionUpdate update) => Add(new(_door.Updates.Of(update), update.Update.Length, update.Section));

    public void Acknowledged(SectionId section, long number, bool told)
    {
        _meter.Acknowledged(_pushes.End(section, number));
        Add(new(ClientMessages.Acknowledged(new AcknowledgedEvent(section, number)), sizeof(long), section));
    }

    public void Refused(SectionId section, long number, Refusal refusal)
    {
        _pushes.End(section, number);
        _meter.Refused(refusal.Code);
        _traffic.EditRefused(Visitor.Subject);
        Add(new(ClientMessages.Refused(new RefusedEvent(section, number, refusal)), sizeof(long), section) { Outlasts = true });
    }

    public void PresenceShown(SectionId section, PresencePicture picture)
    {
        if (!_selves.TryGetValue(section, out var self))
            return;

        // After an opening it is everybody: the client remembers nobody, and hears it also when nobody is there.
        var change = picture.Told.Without(self);
        if (!change.IsEmpty)
            Add(new PresenceFrame(section, change, _door.Presence, _line!.Protocol));
    }

    public void TriedOut(SectionId section, int structs) => _traffic.EditTriedOut(Visitor.Subject, structs);

    public void Resync(SectionId section, Refusal? why = null)
    {
        _meter.Resync();

        // When the whole section is given up, those hear it too who wrote nothing: for them there is no reason.
        var theirs = _pushes.Forget(section);
        if (theirs && why is not null)
            _meter.Refused(why.Code);
        Lose(section, theirs ? why : null);
    }

    public void RightsChanged(SectionId section, bool canWrite)
    {
        _rights[section] = canWrite;
        Add(new(ClientMessages.SectionChanged(new SectionChangedEvent(section, canWrite)), 0, section));
    }

    // The client opens it again and hears why it may not.
    public void Shut(SectionId section, Refusal refusal)
    {
        Forget(section, out _);
        Lose(section);
    }

    /// <summary>Whether the same may succeed in a moment: the store is away, or too much waits.</summary>
    private static bool IsPassing(Exception e) => e is GrainUnavailableException or JournalUnavailableException or SectionResyncException;

    private bool Forget(SectionId section, out SectionKey key)
    {
        key = default;
        if (!_sections.TryRemove(section, out var line))
            return false;
        key = line.Section;
        _pushes.Forget(section);
        _selves.TryRemove(section, out _);
        _rights.TryRemove(section, out _);
        _meter.Sections(-1);
        return true;
    }

    private async Task<OpenSectionReply> RefuseToOpenAsync((SectionKey Key, Caller Caller) way, Refusal refusal) =>
        RefuseToOpen(await _door.Outsiders.RefuseAsync(Visitor, way.Caller, way.Key.Plan, AccessSubject.Section, way.Key.Section.Value, refusal));

    private OpenSectionReply RefuseToOpen(Refusal refusal)
    {
        _meter.Refused(refusal.Code);
        return new(refusal, [], [], new Dictionary<string, PersonId>(), false, _limits.ItemLength);
    }
}
