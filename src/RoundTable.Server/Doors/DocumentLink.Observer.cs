using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Sections;
using RoundTable.Grains.Subjects;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Doors;

/// <content>What grains and clocks tell.</content>
internal sealed partial class DocumentLink : ISectionObserver, ISubjectObserver
{
    private const double NoticeShare = 0.2;
    private static readonly TimeSpan LongestNotice = TimeSpan.FromMinutes(1);
    private volatile PresencePicture _shown = PresencePicture.Nobody;
    private ITimer? _expiry;
    private ITimer? _heartbeat;
    private bool _asked;

    public void Updated(SectionUpdate update) => _voice.Say(_door.Frame(update));

    public void Acknowledged(SectionId section, long number, bool told)
    {
        if (_unsaved.Remove(number) is not { } saved)
            return;
        _door.Meter.Acknowledged(_door.Time.GetElapsedTime(saved.Began));
        _voice.Saved(saved.Update, told);
        Answered(number, isSaved: true);
    }

    public void Refused(SectionId section, long number, Refusal refusal)
    {
        if (refusal.Code == RefusalCodes.SectionMissingDependencies && WaitsForAll(number))
            return;
        TellRefused(number, refusal);
        Answered(number, isSaved: false);
    }

    private void TellRefused(long number, Refusal refusal)
    {
        if (_unsaved.Remove(number) is null)
            return;
        _door.Traffic.EditRefused(Grant.Visitor.Subject);
        if (refusal.Code == RefusalCodes.SectionMalformed)
        {
            _voice.Malformed(refusal.Code);
            return;
        }

        _door.Meter.Refused(refusal.Code);
        _voice.Refused(refusal.Code);
        if (refusal.Code == RefusalCodes.SectionMissingDependencies)
            ReturnWithAll(number);
    }

    public void PresenceShown(SectionId section, PresencePicture picture)
    {
        _shown = picture;
        _own.Told(picture);
        if (_door.Presence.Changes(picture, _reader) is { } changes)
            _voice.Say(changes);
    }

    public void TriedOut(SectionId section, int structs) => _door.Traffic.EditTriedOut(Grant.Visitor.Subject, structs);

    // Nothing is refused: what was not taken is kept, and offered again.
    public void Resync(SectionId section, Refusal? why = null) => FallBehind();

    public void RightsChanged(SectionId section, bool canWrite)
    {
        lock (_rights)
        {
            _heard = canWrite;
            Tell(canWrite);
        }
    }

    public void Shut(SectionId section, Refusal refusal)
    {
        _shut = true;
        _shown = PresencePicture.Nobody;
        CountClosed();
        _voice.Shut(refusal.Code);
    }

    /// <summary>The plan is erased: the client hears so, and gets nothing more of it.</summary>
    public void Erased()
    {
        if (!_shut)
            Shut(_section.Section, new Refusal(RefusalCodes.PlanErased));
    }

    public void SignedOut()
    {
        // Others on the socket may have come by another session.
        if (!_shut)
            _voice.Unauthorized(SessionCodes.SessionOver);
    }

    // A client that can send another token is asked for it a while before the old one ends.
    private void Schedule()
    {
        _asked = false;
        var left = Grant.ExpiresAt - _door.Time.GetUtcNow();
        var notice = left * NoticeShare < LongestNotice ? left * NoticeShare : LongestNotice;
        _expiry ??= _door.Time.CreateTimer(_ => Expire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _expiry.Change(AtLeastNow(left - notice), Timeout.InfiniteTimeSpan);
        _heartbeat ??= _door.Time.CreateTimer(_ => Beat(), null, _door.Options.Heartbeat, _door.Options.Heartbeat);
    }

    private void Expire()
    {
        // Others on the socket have tokens of their own.
        if (_shut)
            return;
        var left = Grant.ExpiresAt - _door.Time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            _voice.Unauthorized(DoorCodes.TokenExpired);
            return;
        }

        if (!_asked)
            _voice.AskForToken();
        _asked = true;
        _expiry!.Change(AtLeastNow(left), Timeout.InfiniteTimeSpan);
    }

    private void Beat()
    {
        if (!_shut)
            ShowPresence();
    }

    private static TimeSpan AtLeastNow(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
