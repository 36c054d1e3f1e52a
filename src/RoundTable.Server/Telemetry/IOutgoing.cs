namespace RoundTable.Server.Telemetry;

/// <summary>What waits to be sent to one connection.</summary>
internal interface IOutgoing
{
    /// <summary>How many messages wait, and how many bytes they are. From any thread.</summary>
    (int Messages, long Bytes) Waiting { get; }
}
