using RoundTable.Domain.Plans;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Journal;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Security;

/// <summary>The accounts of professionals.</summary>
internal sealed class Accounts(PlanIndex index, GrainHost grains, Vault vault)
{
    /// <summary>Whether some plan that was not erased has a professional under this mail address.</summary>
    public async Task<bool> ExistsAsync(string mail)
    {
        var account = Account.Of(mail);
        foreach (var (id, person) in await index.OfAccountAsync(account))
        {
            if (await vault.IsErasedAsync(StreamOwners.OfPlan(id)))
                continue;

            // The index names them, so another server may have let them in a moment ago.
            if (Has(await grains.Plan(id).CallAsync(p => p.StateAsync())) || Has(await grains.Plan(id).CallAsync(p => p.StateAsync(fresh: true))))
                return true;

            bool Has(FamilyPlan plan) => plan.Person(person) is { } found && Account.Of(found) == account;
        }

        return false;
    }
}
