using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Journal;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Security;

/// <summary>Who may open plans: whoever directs a plan already, and the first director of this server.</summary>
internal sealed class Directors(IJournal journal, PlanIndex index, Callers callers, GrainHost grains, IRandomBytes random)
{
    private const string Index = "first-director";
    private const string Key = "subject";
    private const string RecordKind = "first-director";

    /// <summary>The first stream of every journal that is no demo's.</summary>
    public static readonly StreamId Stream = new("server/directors");

    public async Task<bool> MayOpenPlansAsync(Visitor visitor) => await ProfileAsync(visitor) is not null;

    /// <summary>How a director stands in their latest plan, or stands there without one; null for everybody else.</summary>
    public async Task<DirectorProfile?> ProfileAsync(Visitor visitor)
    {
        DirectorProfile? profile = null;
        foreach (var (plan, caller) in await callers.EverywhereAsync(visitor))
        {
            if (caller.Role != PersonRole.CaseDirector)
                continue;
            var person = (await grains.Plan(plan).CallAsync(p => p.StateAsync())).Person(caller.Person)!;
            profile = new(person.Name, person.Organisation, person.Email, person.Phone);
        }

        return profile ?? (await FindFirstAsync() == visitor.Subject ? DirectorProfile.Unnamed : null);
    }

    /// <summary>The first director of this server, made at the first start.</summary>
    public async Task<SubjectId> FirstAsync(CancellationToken ct)
    {
        if (await FindFirstAsync(ct) is { } found)
            return found;
        var subject = new SubjectId(random.Text(16));
        try
        {
            await AddFirstAsync(subject, ct);
            return subject;
        }
        catch (WrongExpectedHeadException)
        {
            // Another server that starts at the same time was first.
            return await FindFirstAsync(ct) ?? throw new InvalidDataException("The first director is recorded and cannot be found.");
        }
    }

    private async Task AddFirstAsync(SubjectId subject, CancellationToken ct) =>
        await journal.AppendAsync(
            new Append(Stream, new Actor("", "", ""), [new NewRecord(RecordKind, 1, System.Text.Encoding.UTF8.GetBytes(subject.Value))], ExpectedHead: 0)
            {
                AddIndex = [new IndexRow(Index, Key, subject.Value)],
            },
            ct);

    /// <summary>Whether anybody directs a plan on the strength of being the first director.</summary>
    public async Task<bool> HasPlanAsync(SubjectId subject) => (await index.OfSubjectAsync(subject)).Count > 0;

    /// <summary>The first director of this server, if there is one yet.</summary>
    public async Task<SubjectId?> FindFirstAsync(CancellationToken ct = default)
    {
        var found = await journal.FindAsync(Index, Key, ct);
        return found.Count == 0 ? null : new SubjectId(found[0]);
    }
}
