namespace RoundTable.Domain.Events;

/// <summary>An event as it is stored.</summary>
/// <param name="Kind">The event's word, for instance <c>commitmentProposed</c>; also inside the payload.</param>
/// <param name="Version">The version of the payload's form, 1 or higher.</param>
/// <param name="Payload">JSON in UTF-8; owned by whoever holds this.</param>
public readonly record struct EncodedEvent(string Kind, int Version, ReadOnlyMemory<byte> Payload);
