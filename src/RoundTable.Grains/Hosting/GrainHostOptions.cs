namespace RoundTable.Grains.Hosting;

/// <summary>How the host treats its grains.</summary>
public sealed record GrainHostOptions
{
    /// <summary>How many calls may wait for one grain. Default 1,024.</summary>
    public int MailboxCapacity { get; init; } = 1024;

    /// <summary>How long a grain stays without calls. Default 5 minutes.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long activation may take, from where it last went on, before its token is cancelled and who waits gets a <see cref="GrainUnavailableException"/>. Default 30 seconds.</summary>
    public TimeSpan ActivationTime { get; init; } = TimeSpan.FromSeconds(30);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MailboxCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(IdleTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ActivationTime, TimeSpan.Zero);
    }
}
