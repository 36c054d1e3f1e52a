using System.Runtime.CompilerServices;
using RoundTable.Server.Doors.Wire;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Doors.Presence;

/// <summary>
/// Presence as awareness messages, encoded once for all who get the same. Clocks are the server's own and only grow, so that
/// what it says last counts, whatever clocks clients used among themselves.
/// </summary>
internal sealed class PresenceFrames(TimeProvider time)
{
    private static readonly byte[] Gone = "null"u8.ToArray();
    private readonly ConditionalWeakTable<PresencePicture, SharedBody> _changes = [];
    private readonly ConditionalWeakTable<PresenceEntry, byte[]> _states = [];
    private long _clock;

    /// <summary>What is different, for everybody whom it is not about; null when that is nothing for this reader.</summary>
    public SharedBody? Changes(PresencePicture picture, ReaderId reader)
    {
        if (!picture.Changed.Any(e => e.Id == reader.Value))
            return picture.IsSame ? null : _changes.GetValue(picture, p => Encode(p.Changed, p.Gone));
        List<PresenceEntry> others = [.. picture.Changed.Where(e => e.Id != reader.Value)];
        return others.Count == 0 && picture.Gone.Count == 0 ? null : Encode(others, picture.Gone);
    }

    /// <summary>Everybody but the reader itself, anew: clients forget whom they have not heard of for 30 seconds.</summary>
    public byte[] Everybody(PresencePicture picture, ReaderId reader) =>
        Encode([.. picture.Everybody.Where(e => e.Id != reader.Value)], []).Bytes;

    private SharedBody Encode(IReadOnlyList<PresenceEntry> entries, IReadOnlyList<ulong> gone)
    {
        var clock = NextClock();
        var update = new FrameWriter(256).Number((ulong)(entries.Count + gone.Count));
        foreach (var client in gone)
            update.Number(client).Number(clock).Bytes(Gone);
        foreach (var entry in entries)
            update.Number(entry.Client).Number(clock).Bytes(_states.GetValue(entry, PresenceState.Write));
        return new(Bodies.Awareness(update.Done()));
    }

    // Milliseconds since 1970: also higher than what another server said before.
    private ulong NextClock()
    {
        while (true)
        {
            var last = Interlocked.Read(ref _clock);
            var next = Math.Max(last + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
            if (Interlocked.CompareExchange(ref _clock, next, last) == last)
                return (ulong)next;
        }
    }
}
