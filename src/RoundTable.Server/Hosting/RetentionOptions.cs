namespace RoundTable.Server.Hosting;

/// <summary>How long plans and their logs are kept (handbook 7.1).</summary>
public sealed class RetentionOptions
{
    /// <summary>Years after its last change at which a plan is erased. Default 20.</summary>
    public int Years { get; set; } = 20;

    /// <summary>Full years for which a line of the log of access is kept. Default 5.</summary>
    public int LogYears { get; set; } = 5;

    /// <summary>How often the clock is looked at. Default 1 hour.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);
}
