using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Api.Wire;

/// <summary>What a session is good for.</summary>
public enum SessionScope
{
    /// <summary>Everything that the person may do.</summary>
    Full,

    /// <summary>Reading one set of minutes and answering to it.</summary>
    Minutes,
}

/// <summary>The one who is signed in.</summary>
/// <param name="Plans">The plans that they are in.</param>
/// <param name="CanOpenPlans">Whether they may open new plans.</param>
/// <param name="Scope">What the session is good for.</param>
/// <param name="Visitor">Says nothing but whether it is the same person as before.</param>
public sealed record MeReply(IReadOnlyList<MyPlan> Plans, bool CanOpenPlans, SessionScope Scope, string Visitor);

/// <summary>A plan on somebody's desk.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Person">Who they are in it.</param>
/// <param name="FamilyName">The family's name as the plan carries it.</param>
/// <param name="Role">Their role in it.</param>
/// <param name="Meetings">Meetings to which they are invited.</param>
/// <param name="Minutes">Minutes that they received.</param>
public sealed record MyPlan(
    PlanId Plan,
    PersonId Person,
    string FamilyName,
    PersonRole Role,
    IReadOnlyList<MeetingSummary> Meetings,
    IReadOnlyList<MinutesSummary> Minutes);
