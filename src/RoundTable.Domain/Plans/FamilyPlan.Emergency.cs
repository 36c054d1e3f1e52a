using System.Collections.Immutable;
using RoundTable.Domain.Emergencies;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public sealed partial record FamilyPlan
{
    /// <summary>Every use of emergency access, in order.</summary>
    public ImmutableList<EmergencyAccess> Emergencies { get; private init; } = [];

    /// <summary>What emergency steps said before they were worded anew: minutes of then still say it.</summary>
    internal ImmutableHashSet<(CommitmentId Step, string Text)> PastSteps { get; private init; } = [];

    /// <summary>
    /// The plan as if somebody read along in what emergency access opens to them, and as if everything that is kept from those
    /// for whom they work were kept from them too.
    /// </summary>
    /// <param name="person">Who uses emergency access.</param>
    internal FamilyPlan InEmergency(PersonId person)
    {
        var guarded = EmergencyRules.Guarded(this, person);

        // The emergency is the ground (BR-60), for all data but treatment.
        return AsIfGrounded(person) with
        {
            People = [.. People.Select(p => p.Id == person ? p : p with
            {
                HiddenFrom = With(p.HiddenFrom, person, guarded.Any(p.HiddenFrom.Contains)),
                ShieldedFrom = With(p.ShieldedFrom, person, guarded.Any(p.ShieldedFrom.Contains)),
            })],
            Protections = [.. Protections.Select(r => r with { Indirect = With(r.Indirect, person, guarded.Any(r.KeepsFrom)) })],
            Sections = [.. Sections.Select(s => s with { Audience = EmergencyRules.Opens(this, person, s) ? With(s.Audience, person, true) : [.. s.Audience.Where(p => p != person)] })],
        };
    }

    private FamilyPlan Remember(CommitmentId id) => Commitment(id) is { Kind: CommitmentKind.EmergencyStep } step
        ? this with { PastSteps = PastSteps.Add((id, step.Text)) }
        : this;

    private static IReadOnlyList<PersonId> With(IReadOnlyList<PersonId> people, PersonId person, bool add) =>
        add && !people.Contains(person) ? [.. people, person] : people;
}
