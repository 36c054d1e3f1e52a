using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Views;
using RoundTable.Sessions.Operations;
using RoundTable.Sessions.Views;

namespace RoundTable.Sessions.Plans;

/// <summary>One family plan: its state, the operations that made it, and who looks at it. Pure; time is an argument.</summary>
public sealed class PlanSession : EventSession<FamilyPlan, PlanEvent>
{
    private readonly ViewBoard<PlanView> _views;

    /// <summary>Creates the session of a plan before its first event.</summary>
    public PlanSession()
        : base(FamilyPlan.Start) => _views = new ViewBoard<PlanView>(person => Access.Has(State, person) ? PlanProjection.For(State, person) : null);

    /// <summary>Whether somebody looks.</summary>
    public bool IsWatched => !_views.IsEmpty;

    /// <summary>Decides a command of somebody in the plan, by what stood in the sections that were looked at.</summary>
    public Proposal<PlanEvent> Decide(Caller caller, string operation, PlanCommand command, DateTimeOffset now, CardLook look) =>
        Membership.Check(State, caller) is { } refusal
            ? Nothing(refusal)
            : Propose(caller, operation, () => PlanDecisions.Decide(State, command, caller.Person, now, look));

    /// <summary>Decides what the director or the server arranges; before the plan is opened there is nobody to be a member.</summary>
    public Proposal<PlanEvent> Decide(Caller caller, string operation, PlanSetup setup, DateTimeOffset now, CardLook look) =>
        State.Opened && !caller.IsServer && Check(caller, setup) is { } refusal
            ? Nothing(refusal)
            : Propose(caller, operation, () => PlanDecisions.Decide(State, setup, caller.IsServer ? null : caller.Person, now, look));

    /// <summary>A connection begins to look.</summary>
    public (PlanView? View, Refusal? Refusal) Open(ReaderId reader, Caller caller)
    {
        if (Membership.Check(State, caller) is { } refusal)
        {
            _views.Leave(reader);
            return (null, refusal);
        }

        _views.Join(reader, caller.Person);
        return (_views.Show(reader), null);
    }

    /// <summary>A person's view, without looking on.</summary>
    public (PlanView? View, Refusal? Refusal) Look(Caller caller) =>
        Membership.Check(State, caller) is { } refusal ? (null, refusal) : (PlanProjection.For(State, caller.Person), null);

    /// <summary>A connection looks no longer.</summary>
    public void Leave(ReaderId reader) => _views.Leave(reader);

    /// <summary>The views to send after a change.</summary>
    public IReadOnlyList<ViewChange<PlanView>> Changes() => _views.Changes();

    private Refusal? Check(Caller caller, PlanSetup setup) =>
        setup is OpenEmergency ? Membership.CheckIdentity(State, caller) : Membership.Check(State, caller);

    private protected override FamilyPlan Fold(FamilyPlan state, PlanEvent happened) => state.Apply(happened);

    private protected override PlanEvent Read(StoredRecord record) =>
        EventJson.ReadPlanEvent(record.Kind, record.Version, record.Payload.Span);

    private protected override EncodedEvent Write(PlanEvent happened) => EventJson.Write(happened);
}
