using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Grains.Subjects;
using RoundTable.Journal;
using RoundTable.Server.Api.Wire;
using RoundTable.Server.Security;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Erasure;

/// <summary>
/// Erases a plan: the decision is on disk first, then its keys are destroyed, then everybody who has it open is cut off.
/// Every step can be repeated, so a crash in between only makes it later.
/// </summary>
internal sealed partial class Eraser(
    IJournal journal, Vault vault, ErasureStream erasures, GrainHost grains, Reach reach, CutOff cutOff, TimeProvider time, ILogger<Eraser> logger)
{
    private const int HashDigits = 64;

    /// <summary>Erases a plan that stands; of one that was erased before it gives the report, as its director may read it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="by">Who decided it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Gives up before it is decided.</param>
    public async Task<ErasureReport> EraseAsync(FamilyPlan plan, Actor by, string reason, CancellationToken ct)
    {
        while (await erasures.FindAsync(plan.Id, ct) is null)
        {
            var head = await erasures.HeadAsync(plan.Id);
            var names = await NamesAsync(plan, ct);
            var report = new ErasureReport(plan.Id, time.GetUtcNow(), by.Person, reason, await StreamsAsync(names, ct), [], null);
            var director = plan.Person(plan.Director)!;
            try
            {
                await erasures.DecideAsync(new StoredErasure(report, director.Subject, Account.Of(director), await OnlyHereAsync(plan, ct), names, Unread(plan, names)), by, head);
            }
            catch (WrongExpectedHeadException)
            {
                // Somebody else wrote first: look again.
            }
        }

        var erasure = await CarryOutAsync(plan.Id);

        // Last, since nobody gets a key meanwhile; retention clears after all that it erased.
        await ClearAsync();
        return erasure.ForDirector();
    }

    /// <summary>Carries out what was decided; of what was done before, again where a key stands.</summary>
    public async Task<StoredErasure> CarryOutAsync(PlanId plan)
    {
        var erasure = await erasures.FindAsync(plan) ?? throw new InvalidOperationException($"Nobody decided to erase plan {plan}.");
        if (erasure.Report.DoneAt is not null)
        {
            // Keys that came back with a copy of the key store (ops/keys.md): those that are gone stay as they are.
            foreach (var owner in erasure.Report.Keys.Select(key => key.Owner).Distinct())
                await vault.EraseAsync(owner, erasure.Report.By);
            await ForgetAsync(erasure);
            return erasure;
        }

        var keys = new List<StoredKey>(await vault.EraseAsync(StreamOwners.OfPlan(plan), erasure.Report.By));
        // What was decided before may name accounts: they keep their key (ops/keys.md).
        foreach (var subject in erasure.Subjects.Where(subject => !Account.Is(subject)))
            keys.AddRange(await vault.EraseAsync(StreamOwners.OfSubject(subject), erasure.Report.By));
        var report = erasure.Report with
        {
            Keys = [.. keys.Select(key => new ErasedKey(key.Id.ToString(), key.Owner, key.MadeAt, key.DestroyedAt!.Value))],
            DoneAt = keys.Max(key => key.DestroyedAt),
        };

        // Only then is it done: until it is kept, it waits as due work, and what failed in between is repeated whole.
        await ForgetAsync(erasure);
        await erasures.DoneAsync(report);
        return erasure with { Report = report };
    }

    /// <summary>Clears the key store's files of what was destroyed. Where that cannot be done now, the next look of retention tries again.</summary>
    public async Task ClearAsync()
    {
        try
        {
            if (!await vault.ClearAsync())
                LogUnclear(logger, null);
        }
        catch (JournalUnavailableException e)
        {
            LogUnclear(logger, e);
        }
    }

    // What was opened before is still in memory: of the connections, and of the grains, also of those that never wrote anything.
    private async Task ForgetAsync(StoredErasure erasure)
    {
        await cutOff.RunAsync();
        foreach (var name in erasure.Names ?? [.. erasure.Report.Streams.Select(stream => stream.Name)])
        {
            var key = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
            await (name.Split('/')[0] switch
            {
                "section" => grains.RetireAsync<SectionGrain>(key),
                "meeting" => grains.RetireAsync<MeetingGrain>(key),
                "plan" => grains.RetireAsync<PlanGrain>(key),
                "subject" => grains.RetireAsync<SubjectGrain>(key),
                _ => Task.CompletedTask,
            });
        }
    }

    private async Task<List<string>> NamesAsync(FamilyPlan plan, CancellationToken ct)
    {
        // The plan goes first: what comes into memory again asks it who may read.
        List<string> names = [$"plan/{plan.Id}", .. plan.Sections.Select(section => $"section/{plan.Id}/{section.Id}")];
        await foreach (var section in journal.StreamsAsync($"section/{plan.Id}/", ct))
            names.Add(section.Value);
        await foreach (var moments in journal.StreamsAsync($"moments/{plan.Id}/", ct))
            names.Add(moments.Value);
        names.AddRange(plan.Meetings.Select(meeting => $"meeting/{meeting.Id}"));
        names.AddRange(plan.Minutes.Select(minutes => $"minutes/{minutes.Id}"));
        names.AddRange((await OnlyHereAsync(plan, ct)).Select(subject => $"subject/{subject}"));

        // Its years have keys of their own, and go later.
        names.Add($"access/{plan.Id}");
        return [.. names.Distinct()];
    }

    private static List<string> Unread(FamilyPlan plan, List<string> names) => names.FindAll(name =>
        name.Split('/') is ["section" or "moments", _, var section] && plan.Section(SectionId.From(section))?.Names(plan.Director) is not true);

    private async Task<List<ErasedStream>> StreamsAsync(IEnumerable<string> names, CancellationToken ct)
    {
        var streams = new List<ErasedStream>();
        foreach (var name in names)
        {
            var chain = await journal.VerifyAsync(new StreamId(name), ct);
            if (chain.Head > 0)
                streams.Add(new ErasedStream(name, chain.Head, Convert.ToHexStringLower(chain.HeadHash.Span)[..HashDigits]));
        }

        return streams;
    }

    private async Task<List<SubjectId>> OnlyHereAsync(FamilyPlan plan, CancellationToken ct)
    {
        var subjects = new List<SubjectId>();
        foreach (var subject in plan.People.Select(person => person.Subject).Distinct())
        {
            if (subject != plan.Person(plan.Director)!.Subject && !await reach.IsBeyondAsync(subject, plan.Id, ct))
                subjects.Add(subject);
        }

        return subjects;
    }

    [LoggerMessage(5502, LogLevel.Warning, "Destroyed keys may still lie in the files of the key store; it is cleared at the next look.")]
    private static partial void LogUnclear(ILogger logger, Exception? exception);
}
