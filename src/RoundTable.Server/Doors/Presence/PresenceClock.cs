namespace RoundTable.Server.Doors.Presence;

/// <summary>
/// The awareness clocks of one section's pictures: each higher than the one before, and than what another server said a moment
/// ago, because they follow the time. They fit in 32 bits, which is all that some clients read. Safe for concurrent callers.
/// </summary>
/// <remarks>
/// Tenths of seconds since 2026, enough until 2039. Pictures come no faster than presence is gathered, which is ten times a second
/// at most, so that a clock does not run ahead of the time and is not higher than what the next server will say.
/// </remarks>
internal sealed class PresenceClock
{
    /// <summary>Whoever was told of a picture so long ago is told again under a higher clock.</summary>
    public static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(5);

    private const int Remembered = 64;
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Unit = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private readonly Dictionary<long, uint> _clocks = [];
    private long _newest = -1;
    private uint _last;

    /// <summary>The clock under which a picture is told; 0 for one that is long overtaken, to which nobody listens.</summary>
    /// <param name="picture">Its number.</param>
    /// <param name="now">The time.</param>
    public uint Of(long picture, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (picture > _newest)
                Advance(picture, now);
            return _clocks.GetValueOrDefault(picture);
        }
    }

    /// <summary>The clock under which a picture is told once more: a higher one, if it is still the newest and was not told lately.</summary>
    /// <param name="picture">Its number.</param>
    /// <param name="now">The time.</param>
    public uint Again(long picture, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (picture > _newest || (picture == _newest && UnitsAt(now) >= _last + (AgainAfter / Unit)))
                Advance(picture, now);
            return _clocks.GetValueOrDefault(picture);
        }
    }

    private static uint UnitsAt(DateTimeOffset now) => (uint)Math.Clamp((now - Begin) / Unit, 0, uint.MaxValue);

    private void Advance(long picture, DateTimeOffset now)
    {
        _newest = picture;
        _last = Math.Max(_last + 1, UnitsAt(now));
        _clocks[picture] = _last;
        _clocks.Remove(picture - Remembered);
    }
}
