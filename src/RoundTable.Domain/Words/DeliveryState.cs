namespace RoundTable.Domain.Words;

/// <summary>Where a delivery of minutes stands (handbook 4.12).</summary>
public enum DeliveryState
{
    /// <summary>No consent or legal basis: not sent.</summary>
    Blocked,

    /// <summary>Waits to be sent.</summary>
    Queued,

    /// <summary>The mail was handed over.</summary>
    Sent,

    /// <summary>The recipient opened the minutes.</summary>
    Opened,

    /// <summary>The recipient confirmed receipt.</summary>
    Acknowledged,

    /// <summary>The mail was refused.</summary>
    Bounced,

    /// <summary>The link would ask a code that the recipient never got: not sent until they have one.</summary>
    NeedsCode,
}
