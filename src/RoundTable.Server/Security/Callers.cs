using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Security;

/// <summary>Says who a visitor is in a plan.</summary>
internal sealed class Callers(GrainHost grains, PlanIndex index, Vault vault)
{
    private const int TagLength = 32;

    /// <summary>The visitor as a person of the plan; null for somebody who is not in it, and for a plan that is not there.</summary>
    public async ValueTask<Caller?> InPlanAsync(Visitor visitor, PlanId plan)
    {
        foreach (var (own, person) in await PeopleOfAsync(visitor.Subject))
        {
            if (own == plan && !await IsErasedAsync(plan))
                return await MakeAsync(visitor, plan, person);
        }

        return null;
    }

    /// <summary>The visitor in each of their plans.</summary>
    public async ValueTask<IReadOnlyList<(PlanId Plan, Caller Caller)>> EverywhereAsync(Visitor visitor)
    {
        var callers = new List<(PlanId, Caller)>();
        foreach (var (plan, person) in await PeopleOfAsync(visitor.Subject))
        {
            if (!await IsErasedAsync(plan) && await MakeAsync(visitor, plan, person) is { } caller)
                callers.Add((plan, caller));
        }

        return callers;
    }

    /// <summary>The subjects whose sessions are the visitor's: their own, and for an account those of the people it stands for.</summary>
    public async ValueTask<IReadOnlyList<SubjectId>> SubjectsOfAsync(Visitor visitor)
    {
        var subjects = new List<SubjectId> { visitor.Subject };
        foreach (var (_, caller) in await EverywhereAsync(visitor))
            subjects.Add(caller.Subject);
        return [.. subjects.Distinct()];
    }

    /// <summary>
    /// Tells pages of the same person from those of another; the person's own pages only hear it, and it says nothing else. A
    /// page that is the visitor's keeps the tag that it has; one without gets that of who came in.
    /// </summary>
    /// <param name="page">The page's tag, empty when it has none.</param>
    /// <param name="visitor">Whose cookie it is.</param>
    public async ValueTask<string> TagForAsync(string page, Visitor visitor) =>
        page.Length > 0 && await IsOfAsync(page, visitor) ? page : TagOf(visitor.Subject);

    /// <summary>Whether a page with this tag is the visitor's own: a professional's links and accounts are one person.</summary>
    public async ValueTask<bool> IsOfAsync(string tag, Visitor visitor)
    {
        if (tag.Length != TagLength)
            return false;
        if (tag == TagOf(visitor.Subject))
            return true;
        var accounts = new HashSet<SubjectId>();
        foreach (var (plan, id) in await PeopleOfAsync(visitor.Subject))
        {
            if (await StandingAsync(visitor.Subject, plan, id) is not { } person)
                continue;
            if (tag == TagOf(person.Subject) || (Account.Of(person) is { } account && accounts.Add(account) && tag == TagOf(account)))
                return true;
        }

        // The link by which the page came in may be that of another plan.
        foreach (var account in accounts)
        {
            foreach (var (plan, id) in await index.OfAccountAsync(account))
            {
                if (await StandingAsync(account, plan, id) is { } person && tag == TagOf(person.Subject))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Why somebody who is no caller in a plan is none: it was erased, which only those hear who were in it, or the reason given.</summary>
    public async ValueTask<Refusal> WhyNotAsync(Visitor visitor, PlanId? plan, string otherwise)
    {
        if (plan is { } known && await IsErasedAsync(known) && (await PeopleOfAsync(visitor.Subject)).Any(own => own.Plan == known))
            return new Refusal(RefusalCodes.PlanErased);
        return new Refusal(otherwise);
    }

    private static string TagOf(SubjectId subject) => Fingerprint.OfToken($"visitor/{subject.Value}")[..TagLength];

    private async ValueTask<IReadOnlyList<(PlanId Plan, PersonId Person)>> PeopleOfAsync(SubjectId subject)
    {
        var own = await index.OfSubjectAsync(subject);
        if (!Account.Is(subject))
            return own;
        var people = new List<(PlanId, PersonId)>();
        foreach (var entries in own.Concat(await index.OfAccountAsync(subject)).Distinct().GroupBy(entry => entry.Plan, entry => entry.Person))
            people.Add((entries.Key, await OneOfAsync(entries.Key, [.. entries])));
        return people;
    }

    // Two of one address were let in before that was refused. Who directs, or is asked to, can do that as that one only.
    private async ValueTask<PersonId> OneOfAsync(PlanId plan, IReadOnlyList<PersonId> entries)
    {
        if (entries.Count == 1 || await IsErasedAsync(plan))
            return entries[0];
        var state = await grains.Plan(plan).CallAsync(p => p.StateAsync(fresh: true));
        return entries.MinBy(entry => entry == state.Director ? 0 : entry == state.OfferedTo ? 1 : state.Person(entry)?.Role == PersonRole.CaseDirector ? 2 : 3);
    }

    private ValueTask<bool> IsErasedAsync(PlanId plan) => vault.IsErasedAsync(StreamOwners.OfPlan(plan));

    private async ValueTask<Person?> StandingAsync(SubjectId subject, PlanId plan, PersonId id) =>
        await IsErasedAsync(plan) ? null : await FindAsync(subject, plan, id);

    private async ValueTask<Caller?> MakeAsync(Visitor visitor, PlanId plan, PersonId id) =>
        await FindAsync(visitor.Subject, plan, id) is { } person ? new Caller(id, person.Role, person.Subject, visitor.Session) : null;

    private async ValueTask<Person?> FindAsync(SubjectId subject, PlanId plan, PersonId id)
    {
        var state = await grains.Plan(plan).CallAsync(p => p.StateAsync());

        // The index names them, so another server may have let them in a moment ago.
        if (state.Person(id) is null)
            state = await grains.Plan(plan).CallAsync(p => p.StateAsync(fresh: true));
        return state.Person(id) is { } found && (found.Subject == subject || Account.Of(found) == subject) ? found : null;
    }
}
