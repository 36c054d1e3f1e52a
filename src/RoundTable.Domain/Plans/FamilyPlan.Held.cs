using System.Collections.Immutable;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Privacy;

namespace RoundTable.Domain.Plans;

public sealed partial record FamilyPlan
{
    /// <summary>What was answered or recorded during meetings that are still open, one per commitment.</summary>
    internal ImmutableList<HeldAnswer> HeldAnswers { get; private init; } = [];

    /// <summary>The words that stood with commitments before others came in their place: minutes of then hold them.</summary>
    internal ImmutableList<CommitmentWords> PastWords { get; private init; } = [];

    /// <summary>How often somebody answered a commitment, or said how it went, on the last day that they did, and ever.</summary>
    internal ImmutableDictionary<(CommitmentId Commitment, PersonId By), (DateOnly Day, int Times, int Ever)> Said { get; private init; } =
        ImmutableDictionary<(CommitmentId Commitment, PersonId By), (DateOnly Day, int Times, int Ever)>.Empty;

    /// <summary>How often this person ever did so: of themselves alone, so that it tells of no room.</summary>
    /// <param name="id">The commitment.</param>
    /// <param name="by">Who.</param>
    internal int TimesSaid(CommitmentId id, PersonId by) => Said.GetValueOrDefault((id, by)).Ever;

    /// <summary>How often this person did so on this day.</summary>
    /// <param name="id">The commitment.</param>
    /// <param name="by">Who.</param>
    /// <param name="day">The day in the Netherlands.</param>
    internal int TimesSaid(CommitmentId id, PersonId by, DateOnly day) =>
        Said.TryGetValue((id, by), out var last) && last.Day == day ? last.Times : 0;

    /// <summary>The commitment as this person may read its answer and result now (handbook 6.1).</summary>
    /// <param name="commitment">The commitment as it stands.</param>
    /// <param name="viewer">Who looks.</param>
    internal Commitment AsToldTo(PersonId viewer, Commitment commitment) =>
        viewer == Director ? commitment : WithoutWordsAcross(viewer, Heard(viewer, commitment));

    // Among people who must not meet, the words of one would stand before the other at once, unread by anybody (0005): where it stands
    // is told, and why is for the director.
    internal Commitment WithoutWordsAcross(PersonId viewer, Commitment c) => viewer == Director ? c : c with
    {
        Remark = IsAcross(viewer, c.Owner, c.RemarkKeptFrom) ? null : c.Remark,
        ResultRemark = IsAcross(viewer, c.ResultBy, c.ResultKeptFrom) ? null : c.ResultRemark,
        EndReason = IsAcross(viewer, c.EndedBy, c.EndKeptFrom) ? null : c.EndReason,
    };

    /// <summary>Whether words are kept from somebody: they are apart from who wrote them, or were then.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="writer">Who wrote them; null when nobody did.</param>
    /// <param name="keptFrom">Who was apart from them then.</param>
    internal bool IsAcross(PersonId viewer, PersonId? writer, ImmutableHashSet<PersonId> keptFrom) =>
        writer is { } by && (keptFrom.Contains(viewer) || Visibility.AreApart(this, viewer, by));

    // Still unread by anybody when the relation ends: then they must not stand there in that second.
    private ImmutableHashSet<PersonId> ApartFrom(PersonId? writer, string? words) =>
        words is not null && writer is { } by ? [.. People.Select(p => p.Id).Where(p => Visibility.AreApart(this, p, by))] : [];

    private Commitment Heard(PersonId viewer, Commitment commitment)
    {
        if (HeldAnswers.Find(h => h.Before.Id == commitment.Id) is not { } held)
            return commitment;
        var told = held.Since
            .Where(s => IsTold(viewer, s.Spoken))
            .Aggregate(held.Before, (c, s) => s.Change(c));
        return commitment with
        {
            Status = told.Status,
            Answer = told.Answer,
            Remark = told.Remark,
            RemarkKeptFrom = told.RemarkKeptFrom,
            Result = told.Result,
            ResultOn = told.ResultOn,
            EndReason = told.EndReason,
            EndedBy = told.EndedBy,
            EndKeptFrom = told.EndKeptFrom,
            ResultRemark = told.ResultRemark,
            ResultBy = told.ResultBy,
            ResultKeptFrom = told.ResultKeptFrom,
            WasAgreed = told.WasAgreed,
        };
    }

    // Who sits in several rooms must not carry the news from one to the other: it stays in the room where it was said, and
    // without a room it reaches only those who are in all rooms that the speaker had then: a seat that they get later takes it from nobody.
    private bool IsTold(PersonId viewer, Spoken said)
    {
        if (viewer == Director || viewer == said.By)
            return true;

        // By its own meeting alone: another one may stay open for weeks, and minutes of this one would not say what was agreed in it.
        if (Meetings.Find(m => m.RoomsOf(said.By).Any(r => r.Id == said.In)) is { } here)
            return here.Ended || here.RoomsOf(viewer).Any(r => r.Id == said.In);
        return said.During.All(m => Meeting(m) is { } open && (open.Ended || open.Rooms.All(r => !said.Seats.Contains(r.Id) || r.Participants.Contains(viewer))));
    }

    private FamilyPlan Hold(CommitmentId id, DateTimeOffset at, PersonId? by, RoomId? room, Func<Commitment, Commitment> change)
    {
        var held = HeldAnswers.Find(h => h.Before.Id == id);
        if (Commitment(id) is not { } before)
            return this;
        var speaker = by ?? before.Owner;
        var said = SpokenBy(speaker, room, at);
        var day = DutchTime.Day(at);
        var after = ApplyTo(id, change) with { Said = Said.SetItem((id, speaker), (day, TimesSaid(id, speaker, day) + 1, TimesSaid(id, speaker) + 1)) };
        if (said.During.IsEmpty && held is null)
            return after;
        var now = new HeldAnswer(
            held?.Before ?? before,
            said.During.Union(held?.During ?? []),
            (held?.Since ?? []).Add(new ToldAnswer(said, change)));
        return after with { HeldAnswers = Set(HeldAnswers, h => h.Before.Id == id, now) };
    }

    // Those from which this person could carry news: a hold for one in which they have no seat, or before the time of their own
    // room, would tell of it. A meeting is held as soon as something is said in a room of it, however early that is.
    private Spoken SpokenBy(PersonId by, RoomId? room, DateTimeOffset at)
    {
        var open = Meetings.FindAll(m => !m.Ended && m.RoomsOf(by).Any(r => r.Id == room || r.IsNear(at)));
        return new Spoken(by, room, [.. open.Select(m => m.Id)], [.. open.SelectMany(m => m.RoomsOf(by)).Select(r => r.Id)]);
    }

    // A rewording makes the answer void for everybody, so nothing of it is left to hold.
    private FamilyPlan Forget(CommitmentId id) => this with { HeldAnswers = HeldAnswers.RemoveAll(h => h.Before.Id == id) };

    // But that it was agreed once stays so for those who heard it, and stays held from the others as the answer was.
    private FamilyPlan HoldAgreed(HeldAnswer? held) =>
        held is not { Before.WasAgreed: false } || Commitment(held.Before.Id) is not { WasAgreed: true } now ? this : this with
        {
            HeldAnswers = HeldAnswers.Add(held with
            {
                Before = now with { WasAgreed = false },
                Since = [.. held.Since.Select(s => s with { Change = c => c with { WasAgreed = c.WasAgreed || s.Change(held.Before).WasAgreed } })],
            }),
        };

    /// <summary>The plan with this meeting over: what was said in it is told to everybody, unless it is held for another one.</summary>
    /// <param name="id">Which; the plan has it.</param>
    /// <param name="calledOff">Whether it did not take place.</param>
    internal FamilyPlan Ended(MeetingId id, bool calledOff = false) => this with
    {
        Meetings = Change(Meetings, m => m.Id == id, m => m with { Ended = true, CalledOff = calledOff }),
        HeldAnswers = [.. HeldAnswers.Select(h => h with { During = h.During.Remove(id) }).Where(h => !h.During.IsEmpty)],
    };
}
