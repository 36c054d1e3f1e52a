using System.Runtime.CompilerServices;
using RoundTable.Server.Doors.Wire;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Doors.Presence;

/// <summary>
/// Presence as awareness messages, encoded once for all who get the same. Clocks are the server's own and grow from picture to
/// picture, so that the newest picture counts, whatever clocks clients used among themselves and in whatever order it reaches them.
/// </summary>
internal sealed class PresenceFrames(TimeProvider time)
{
    private static readonly byte[] Gone = "null"u8.ToArray();
    private readonly ConditionalWeakTable<PresencePicture, SharedBody> _changes = [];
    private readonly ConditionalWeakTable<PresenceEntry, byte[]> _states = [];
    private readonly ConditionalWeakTable<object, PresenceClock> _clocks = [];

    /// <summary>What is different, for everybody whom it is not about; null when that is nothing for this reader.</summary>
    public SharedBody? Changes(PresencePicture picture, ReaderId reader)
    {
        // Now, also when there is nothing to say: before any later picture has its clock.
        var clock = ClockOf(picture).Of(picture.Number, time.GetUtcNow());
        if (!picture.Changed.Any(e => e.Id == reader.Value))
            return picture.Changed.Count + picture.Gone.Count == 0 ? null : _changes.GetValue(picture, p => Encode(p.Changed, p.Gone, clock));
        List<PresenceEntry> others = [.. picture.Changed.Where(e => e.Id != reader.Value)];
        return others.Count == 0 && picture.Gone.Count == 0 ? null : Encode(others, picture.Gone, clock);
    }

    /// <summary>Everybody but the reader itself, anew: clients forget whom they have not heard of for 30 seconds.</summary>
    /// <param name="picture">The picture that the reader was shown last.</param>
    /// <param name="reader">The reader.</param>
    public byte[] Everybody(PresencePicture picture, ReaderId reader) => Encode(
        [.. picture.Everybody.Where(e => e.Id != reader.Value)], [], ClockOf(picture).Again(picture.Number, time.GetUtcNow())).Bytes;

    private PresenceClock ClockOf(PresencePicture picture) => _clocks.GetValue(picture.Series, _ => new PresenceClock());

    private SharedBody Encode(IReadOnlyList<PresenceEntry> entries, IReadOnlyList<ulong> gone, ulong clock)
    {
        var update = new FrameWriter(256).Number((ulong)(entries.Count + gone.Count));
        foreach (var client in gone)
            update.Number(client).Number(clock).Bytes(Gone);
        foreach (var entry in entries)
            update.Number(entry.Client).Number(clock).Bytes(_states.GetValue(entry, PresenceState.Write));
        return new(Bodies.Awareness(update.Done()));
    }
}
