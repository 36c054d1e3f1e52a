namespace RoundTable.Sessions.Operations;

/// <summary>The record of an operation's id, which goes before its events in their transaction and changes nothing itself.</summary>
public static class OperationRecord
{
    /// <summary>Its kind; the payload is the operation id in UTF-8, its author the person.</summary>
    public const string Kind = "operation";
}
