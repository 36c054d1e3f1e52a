using System.Text;
using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Plans;
using RoundTable.Journal;

namespace RoundTable.Grains.Meetings;

/// <summary>
/// The renderings of minutes, one record per recipient in the stream <c>minutes/&lt;id&gt;</c>: appended once, never changed. Before
/// each stands a record of the sections from which it comes.
/// </summary>
public static class MinutesStream
{
    /// <summary>Kind of the due work that a sender takes; its payload is a <see cref="DeliveryToMake"/> as JSON, its key the delivery's id.</summary>
    public const string DeliverKind = "deliver-minutes";

    private const string RenderingKind = "rendering";
    private const string SectionsKind = "sections";
    private const int Version = 1;

    /// <summary>The rendering for one recipient, JSON of their MinutesContent; null when there is none.</summary>
    /// <remarks>Gives blocked renderings too: whether the recipient may read it is the plan's to say (ReceivedBy).</remarks>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(
        IJournal journal, MinutesId minutes, PersonId recipient, CancellationToken ct = default) =>
        (await ReadHeldAsync(journal, minutes, recipient, ct).ConfigureAwait(false)).Content;

    /// <summary>The same, with the sections from which it comes, null where those were not kept; those are JSON of <see cref="Domain.Minutes.MinutesSections"/>.</summary>
    internal static async ValueTask<(ReadOnlyMemory<byte>? Content, ReadOnlyMemory<byte>? Sections)> ReadHeldAsync(
        IJournal journal, MinutesId minutes, PersonId recipient, CancellationToken ct)
    {
        ReadOnlyMemory<byte>? sections = null;
        await foreach (var record in journal.ReadAsync(StreamOf(minutes), ct: ct).ConfigureAwait(false))
        {
            var separator = record.Payload.Span.IndexOf((byte)'\n');
            if (Encoding.UTF8.GetString(record.Payload.Span[..separator]) != recipient.Value)
                continue;
            if (record.Kind == SectionsKind)
                sections = record.Payload[(separator + 1)..];
            else if (record.Kind == RenderingKind)
                return (record.Payload[(separator + 1)..], sections);
        }

        return (null, null);
    }

    internal static IReadOnlyList<Append> Append(PlanId plan, MinutesToPublish minutes, Actor actor, DateTimeOffset now)
    {
        var id = minutes.Publish.Minutes;
        var records = minutes.Renderings.SelectMany(Records).ToList();
        var due = minutes.Publish.Deliveries.Where(d => !d.Blocked).Select(d => Due(new DeliveryToMake(plan, id, d.Id, d.Recipient), now)).ToList();
        return [new Append(StreamOf(id), actor, records, ExpectedHead: 0) { Owner = StreamOwners.OfPlan(plan), Schedule = due }];
    }

    /// <summary>The work of sending one rendering.</summary>
    internal static DueWork Due(DeliveryToMake delivery, DateTimeOffset now) =>
        new(DeliverKind, delivery.Delivery.Value, now, JsonSerializer.SerializeToUtf8Bytes(delivery, DomainJson.Options));

    private static StreamId StreamOf(MinutesId minutes) => new($"minutes/{minutes.Value}");

    private static IEnumerable<NewRecord> Records(Rendering rendering)
    {
        yield return new NewRecord(
            SectionsKind, Version, Record(rendering.Delivery.Recipient, JsonSerializer.SerializeToUtf8Bytes(rendering.Sections, DomainJson.Options)));
        yield return new NewRecord(RenderingKind, Version, Record(rendering.Delivery.Recipient, rendering.Content.Span));
    }

    // The recipient's id, a line feed, the content: the content stays byte for byte what was composed.
    private static byte[] Record(PersonId recipient, ReadOnlySpan<byte> content) => [.. Encoding.UTF8.GetBytes(recipient.Value), (byte)'\n', .. content];
}

/// <summary>A delivery that must be sent.</summary>
/// <param name="Plan">Of which plan.</param>
/// <param name="Minutes">Which minutes.</param>
/// <param name="Delivery">Which delivery.</param>
/// <param name="Recipient">To whom.</param>
public sealed record DeliveryToMake(PlanId Plan, MinutesId Minutes, DeliveryId Delivery, PersonId Recipient);
