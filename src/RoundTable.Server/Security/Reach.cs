using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Plans;
using RoundTable.Journal;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Security;

/// <summary>How far a subject reaches: whoever a director brings in is in that plan only, and whoever opens plans is in each of them.</summary>
internal sealed class Reach(PlanIndex index, Directors directors, Vault vault)
{
    /// <summary>Whether a subject is somebody beyond this plan: an account, the first director, or a person of another plan that stands.</summary>
    /// <param name="subject">Who.</param>
    /// <param name="here">The plan.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<bool> IsBeyondAsync(SubjectId subject, PlanId here, CancellationToken ct = default)
    {
        if (Account.Is(subject) || subject == await directors.FindFirstAsync(ct))
            return true;
        foreach (var (plan, _) in await index.OfSubjectAsync(subject, ct))
        {
            if (plan != here && !await vault.IsErasedAsync(StreamOwners.OfPlan(plan), ct))
                return true;
        }

        return false;
    }
}
