using System.Collections.Immutable;
using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Plans;

public sealed partial record FamilyPlan
{
    /// <summary>What was answered or recorded during meetings that are still open, one per commitment.</summary>
    internal ImmutableList<HeldAnswer> HeldAnswers { get; private init; } = [];

    /// <summary>The commitment as this person may read its answer and result now (handbook 6.1).</summary>
    /// <param name="commitment">The commitment as it stands.</param>
    /// <param name="viewer">Who looks.</param>
    internal Commitment AsToldTo(PersonId viewer, Commitment commitment)
    {
        if (viewer == Director || viewer == commitment.Owner || viewer == commitment.ResultBy)
            return commitment;
        var held = HeldAnswers.Find(h => h.Before.Id == commitment.Id && h.During.Any(m => !ShareRoom(m, viewer, commitment.Owner)));
        return held is null ? commitment : commitment with
        {
            Status = held.Before.Status,
            Answer = held.Before.Answer,
            Remark = held.Before.Remark,
            ResultRemark = held.Before.ResultRemark,
            ResultBy = held.Before.ResultBy,
        };
    }

    private bool ShareRoom(MeetingId meeting, PersonId one, PersonId other) =>
        Meeting(meeting)?.RoomsOf(one).Any(r => r.Participants.Contains(other)) == true;

    private FamilyPlan Hold(CommitmentId id, DateTimeOffset at)
    {
        ImmutableHashSet<MeetingId> open = [.. Meetings.Where(m => m.IsOpen(at)).Select(m => m.Id)];
        if (open.IsEmpty || Commitment(id) is not { } before)
            return this;
        var held = HeldAnswers.Find(h => h.Before.Id == id);
        return this with { HeldAnswers = Set(HeldAnswers, h => h.Before.Id == id, new HeldAnswer(held?.Before ?? before, open.Union(held?.During ?? []))) };
    }

    // A rewording makes the answer void for everybody, so nothing is left to hold.
    private FamilyPlan Forget(CommitmentId id) => this with { HeldAnswers = HeldAnswers.RemoveAll(h => h.Before.Id == id) };

    private FamilyPlan Ended(MeetingId id) => this with
    {
        Meetings = Change(Meetings, m => m.Id == id, m => m with { Ended = true }),
        HeldAnswers = [.. HeldAnswers.Select(h => h with { During = h.During.Remove(id) }).Where(h => !h.During.IsEmpty)],
    };
}
