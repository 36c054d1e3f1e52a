using System.Collections.Immutable;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public sealed partial record FamilyPlan
{
    /// <summary>The results that were recorded, and the ends of what was agreed, in order.</summary>
    internal ImmutableList<RecordedResult> Results { get; private init; } = [];

    /// <summary>What somebody had been told of <see cref="Results"/> when they last got minutes made.</summary>
    internal ImmutableDictionary<PersonId, ToldResults> LookedBack { get; private init; } = ImmutableDictionary<PersonId, ToldResults>.Empty;

    /// <summary>
    /// What somebody's next minutes look back on: commitments as they stood at the last result on the same words, or their end, that is told to
    /// them, recorded since minutes were made for them or held from those, in order of making.
    /// </summary>
    /// <param name="recipient">For whom. Not for all alike: a gap would tell that others met in between (L6).</param>
    internal IEnumerable<Commitment> ResultsFor(PersonId recipient) => NewFor(recipient)
        .Select(i => Results[i])
        .Where(r => IsTold(recipient, r) && MayRead(recipient, r))
        .GroupBy(r => r.Words, (_, results) => WithoutWordsAcross(recipient, results.Last().Commitment))
        .OrderBy(c => Commitments.FindIndex(k => k.Id == c.Id));

    // One looks back on the last result only: what they are told later must not bring an older one after it.
    private ToldResults ToldOf(PersonId recipient)
    {
        HashSet<(CommitmentId Id, int TextVersion, bool IsEnd)> told = [];
        List<int> held = [];
        foreach (var i in NewFor(recipient).Reverse())
        {
            var result = Results[i];
            if (IsTold(recipient, result))
            {
                if (MayRead(recipient, result))
                    told.Add(result.Words);
            }
            else if (!told.Contains(result.Words))
            {
                held.Add(i);
            }
        }

        held.Reverse();
        return new ToldResults(Results.Count, [.. held]);
    }

    private IEnumerable<int> NewFor(PersonId recipient)
    {
        var told = LookedBack.GetValueOrDefault(recipient, ToldResults.None);
        return told.Held.Concat(Enumerable.Range(told.Count, Results.Count - told.Count)).Where(i => Stands(Results[i]));
    }

    // A rewording by somebody to whom the end was not told undid it, for good.
    private bool Stands(RecordedResult r) => !r.IsEnd
        || (Commitment(r.Commitment.Id) is { Status: CommitmentStatus.Replaced } now && now.TextVersion == r.Commitment.TextVersion);

    // Whoever came later reads no words that were changed before they came.
    private bool MayRead(PersonId recipient, RecordedResult r) =>
        r.Readers.Contains(recipient) || r.Commitment.TextVersion == Commitment(r.Commitment.Id)!.TextVersion;

    // Whoever is not told yet that it was agreed hears of no end either.
    private bool IsTold(PersonId recipient, RecordedResult r) =>
        IsTold(recipient, r.Spoken) && (!r.IsEnd || AsToldTo(recipient, Commitment(r.Commitment.Id)!).WasAgreed);

    // Whoever answers, ends or says how it went does so by what they were told: it may be over in a room of others.
    private FamilyPlan ApplyAnswer(CommitmentAnswered e)
    {
        var keptFrom = ApartFrom(Commitment(e.Commitment)?.Owner, e.Remark);
        return Hold(e.Commitment, e.At, null, e.Room, c => c with
        {
            Status = c.Settled ? c.Status : e.Answer == CommitmentAnswer.Agree ? CommitmentStatus.Agreed : CommitmentStatus.Proposed,
            Answer = e.Answer,
            Remark = e.Remark,
            RemarkKeptFrom = keptFrom,
            WasAgreed = c.WasAgreed || e.Answer == CommitmentAnswer.Agree,
        });
    }

    private FamilyPlan ApplyResult(ResultRecorded e)
    {
        var day = DutchTime.Day(e.At);
        var keptFrom = ApartFrom(e.By, e.Remark);
        var after = Hold(e.Commitment, e.At, e.By, e.Room, c => c with
        {
            Status = c.Status is CommitmentStatus.Proposed or CommitmentStatus.Replaced ? c.Status : c.GoesOn(day) ? CommitmentStatus.Agreed : e.Result,
            Result = e.Result,
            ResultOn = day,
            ResultRemark = e.Remark,
            ResultBy = e.By,
            ResultKeptFrom = keptFrom,
        });
        return after.LookBackOn(e.Commitment, e.By, e.Room, e.At);
    }

    // What was agreed is looked back on too when it was ended without a result: otherwise whoever let it go is asked nothing.
    private FamilyPlan ApplyEnd(CommitmentEnded e)
    {
        var ends = Commitment(e.Commitment) is { Settled: false, WasAgreed: true };
        var keptFrom = ApartFrom(e.By, e.Reason);
        var after = Hold(e.Commitment, e.At, e.By, e.Room, c => c.Settled ? c : c with
        {
            Status = CommitmentStatus.Replaced,
            EndReason = e.Reason,
            EndedBy = e.By,
            EndKeptFrom = keptFrom,
        });
        return ends ? after.LookBackOn(e.Commitment, e.By, e.Room, e.At) : after;
    }

    private FamilyPlan LookBackOn(CommitmentId id, PersonId by, RoomId? room, DateTimeOffset at)
    {
        var commitment = AsToldTo(by, Commitment(id)!);
        var readers = Section(commitment.Audience)?.Audience.Where(p => SectionRules.ReadsCommitments(this, p, commitment.Audience)) ?? [];
        return this with { Results = Results.Add(new RecordedResult(commitment, [.. readers], SpokenBy(by, room, at))) };
    }
}
