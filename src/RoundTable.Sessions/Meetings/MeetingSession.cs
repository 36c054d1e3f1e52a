using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Views;
using RoundTable.Sessions.Operations;
using RoundTable.Sessions.Views;

namespace RoundTable.Sessions.Meetings;

/// <summary>
/// One live meeting: its state, who is connected, and what each was last shown. Pure; time and chance are arguments.
/// </summary>
public sealed class MeetingSession : EventSession<Meeting, MeetingEvent>
{
    private readonly ViewBoard<MeetingView> _views;

    /// <summary>Creates the session of a meeting before its first event.</summary>
    /// <param name="id">The meeting.</param>
    /// <param name="plan">The plan as it is now.</param>
    public MeetingSession(MeetingId id, FamilyPlan plan)
        : base(Meeting.StartOf(id))
    {
        Plan = plan;
        _views = new ViewBoard<MeetingView>(person => Access.Has(Plan, person) ? MeetingProjection.For(State, Plan, person, _views!.People) : null);
    }

    /// <summary>The plan as it was last told.</summary>
    public FamilyPlan Plan { get; private set; }

    /// <summary>Whether somebody is connected.</summary>
    public bool IsWatched => !_views.IsEmpty;

    /// <summary>Who is connected here, ordered by id: what the other servers are told.</summary>
    public IReadOnlyList<PersonId> Here => [.. _views.Here.OrderBy(p => p.Value, StringComparer.Ordinal)];

    /// <summary>Who is connected on another server, in place of what it said before; see <see cref="Changes"/>.</summary>
    public void ConnectElsewhere(string server, IReadOnlyList<PersonId> people) => _views.JoinElsewhere(server, people);

    /// <summary>The plan changed; see <see cref="Changes"/> for what must be sent.</summary>
    public void ChangePlan(FamilyPlan plan) => Plan = plan;

    /// <summary>Decides a command of somebody in the meeting.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="operation">The client's id of the operation; a repeated one is carried out once.</param>
    /// <param name="command">What.</param>
    /// <param name="now">The time.</param>
    /// <param name="nonce">32 random bytes, never used before: the seal of a score.</param>
    public Proposal<MeetingEvent> Decide(Caller caller, string operation, MeetingCommand command, DateTimeOffset now, byte[] nonce) =>
        Membership.Check(Plan, caller) is { } refusal
            ? Nothing(refusal)
            : Propose(caller, operation, () => MeetingDecisions.Decide(State, Plan, command, caller.Person, now, nonce));

    /// <summary>Nothing happens, for a reason that is not the meeting's.</summary>
    public Proposal<MeetingEvent> Refuse(Refusal refusal) => Nothing(refusal);

    /// <summary>A connection comes in and is shown the meeting; others may have to be told (<see cref="Changes"/>).</summary>
    public (MeetingView? View, Refusal? Refusal) Open(ReaderId reader, Caller caller)
    {
        _views.Leave(reader);
        if (Membership.Check(Plan, caller) is { } refusal)
            return (null, refusal);
        _views.Join(reader, caller.Person);
        if (_views.Show(reader) is { } view)
            return (view, null);
        _views.Leave(reader);
        return (null, new Refusal(RefusalCodes.MeetingNotInRoom));
    }

    /// <summary>A connection is gone; others may have to be told (<see cref="Changes"/>).</summary>
    public void Leave(ReaderId reader) => _views.Leave(reader);

    /// <summary>The views to send after a change.</summary>
    public IReadOnlyList<ViewChange<MeetingView>> Changes() => _views.Changes();

    private protected override Meeting Fold(Meeting state, MeetingEvent happened) => state.Apply(happened);

    private protected override MeetingEvent Read(StoredRecord record) =>
        EventJson.ReadMeetingEvent(record.Kind, record.Version, record.Payload.Span);

    private protected override EncodedEvent Write(MeetingEvent happened) => EventJson.Write(happened);
}
