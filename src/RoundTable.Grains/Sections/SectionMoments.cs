using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Journal;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections.History;

namespace RoundTable.Grains.Sections;

/// <summary>
/// The moments of a section that have a name. A meeting's own records say when it began and ended; the director's names
/// are records of the stream <c>moments/&lt;plan&gt;/&lt;section&gt;</c>.
/// </summary>
/// <param name="journal">The journal.</param>
internal sealed class SectionMoments(IJournal journal)
{
    private const string Kind = "named";
    private const int Version = 1;
    private static readonly string Began = EventJson.KindOf<PhaseMoved>();
    private static readonly string Ended = EventJson.KindOf<MeetingClosed>();

    /// <summary>
    /// All that somebody may read; those of meetings are not yet tied to a record. When meetings were, and what others named, is the
    /// director's alone: who looks back at their own treatment content was not there (L6).
    /// </summary>
    public async Task<MomentSearch> ReadAsync(SectionKey section, FamilyPlan plan, PersonId viewer, CancellationToken ct)
    {
        var moments = new List<PastMoment>();
        var directs = viewer == plan.Director;
        await foreach (var record in journal.ReadAsync(StreamOf(section), ct: ct).ConfigureAwait(false))
        {
            if (record.Kind != Kind || record.Version != Version)
                throw new InvalidDataException($"Record {record.Seq} of {record.Stream} is of an unknown kind or version.");
            var named = JsonSerializer.Deserialize<NamedMoment>(record.Payload.Span, DomainJson.Options)!;
            if (record.Actor.Person == viewer.Value || (directs && LeakGuard.Check(plan, named.Name, [viewer]).Count == 0))
                moments.Add(new PastMoment(MomentKind.Named, named.Name, null, record.Time, named.Seq));
        }

        foreach (var meeting in directs ? plan.Meetings : [])
        {
            await foreach (var record in journal.ReadAsync(new StreamId($"meeting/{meeting.Id.Value}"), ct: ct).ConfigureAwait(false))
            {
                // By its kind alone: the stream also holds what is no event.
                if (record.Kind == Began && !moments.Exists(m => m.Meeting == meeting.Id))
                    moments.Add(new PastMoment(MomentKind.MeetingStart, null, meeting.Id, record.Time, 0));
                else if (record.Kind == Ended)
                    moments.Add(new PastMoment(MomentKind.MeetingEnd, null, meeting.Id, record.Time, 0));
            }
        }

        return new MomentSearch(moments);
    }

    /// <summary>Gives what is on disk a name.</summary>
    public async Task<Refusal?> NameAsync(SectionKey section, Caller caller, string name)
    {
        var head = await journal.HeadAsync(section.Stream).ConfigureAwait(false);
        if (head == 0)
            return new Refusal(SessionCodes.MomentUnknown);
        var payload = JsonSerializer.SerializeToUtf8Bytes(new NamedMoment(name, head), DomainJson.Options);
        await journal.AppendAsync(new Append(StreamOf(section), Actors.Of(caller), [new NewRecord(Kind, Version, payload)])).ConfigureAwait(false);
        return null;
    }

    private static StreamId StreamOf(SectionKey section) => new($"moments/{section}");

    private sealed record NamedMoment(string Name, long Seq);
}
