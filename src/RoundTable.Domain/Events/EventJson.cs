using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Plans;

namespace RoundTable.Domain.Events;

/// <summary>Writes events as they are stored and reads them back, strictly.</summary>
public static class EventJson
{
    /// <summary>The version that is written now, for every kind.</summary>
    public const int CurrentVersion = 1;

    private static readonly FrozenDictionary<Type, string> Kinds = KindsOf(typeof(PlanEvent)).Concat(KindsOf(typeof(MeetingEvent))).ToFrozenDictionary();

    /// <summary>Writes an event of a plan.</summary>
    /// <param name="e">The event.</param>
    public static EncodedEvent Write(PlanEvent e) =>
        new(Kinds[e.GetType()], CurrentVersion, JsonSerializer.SerializeToUtf8Bytes(e, DomainJson.Options));

    /// <summary>Writes an event of a meeting.</summary>
    /// <param name="e">The event.</param>
    public static EncodedEvent Write(MeetingEvent e) =>
        new(Kinds[e.GetType()], CurrentVersion, JsonSerializer.SerializeToUtf8Bytes(e, DomainJson.Options));

    /// <summary>The kind under which events of a type are stored.</summary>
    /// <typeparam name="TEvent">A type of events of plans or meetings.</typeparam>
    public static string KindOf<TEvent>() => Kinds[typeof(TEvent)];

    /// <summary>Reads an event of a plan.</summary>
    /// <param name="kind">The kind as stored.</param>
    /// <param name="version">The version as stored.</param>
    /// <param name="payload">The payload; borrowed until return.</param>
    /// <exception cref="EventFormatException">The bytes are not this event in this version.</exception>
    public static PlanEvent ReadPlanEvent(string kind, int version, ReadOnlySpan<byte> payload) => Read<PlanEvent>(kind, version, payload);

    /// <summary>Reads an event of a meeting.</summary>
    /// <param name="kind">The kind as stored.</param>
    /// <param name="version">The version as stored.</param>
    /// <param name="payload">The payload; borrowed until return.</param>
    /// <exception cref="EventFormatException">The bytes are not this event in this version.</exception>
    public static MeetingEvent ReadMeetingEvent(string kind, int version, ReadOnlySpan<byte> payload) => Read<MeetingEvent>(kind, version, payload);

    private static TEvent Read<TEvent>(string kind, int version, ReadOnlySpan<byte> payload)
        where TEvent : class
    {
        if (version != CurrentVersion)
            throw new EventFormatException(kind, version, null);
        TEvent? e;
        try
        {
            e = JsonSerializer.Deserialize<TEvent>(payload, DomainJson.Options);
        }
        catch (Exception x) when (x is JsonException or NotSupportedException)
        {
            throw new EventFormatException(kind, version, x);
        }

        return e is not null && Kinds[e.GetType()] == kind ? e : throw new EventFormatException(kind, version, null);
    }

    private static IEnumerable<KeyValuePair<Type, string>> KindsOf(Type family) => family
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .Select(a => KeyValuePair.Create(a.DerivedType, (string)a.TypeDiscriminator!));
}
