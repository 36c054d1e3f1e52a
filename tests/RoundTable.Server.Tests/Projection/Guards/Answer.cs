namespace RoundTable.Server.Tests.Projection.Guards;

/// <summary>What a question answers once the guard that asked it is taken away.</summary>
internal enum Answer
{
    /// <summary>Nothing is changed but the arguments: the receiver itself is left.</summary>
    Receiver,

    /// <summary>The argument with index 2.</summary>
    Argument2,

    /// <summary>null.</summary>
    Null,

    /// <summary>-1: found nowhere.</summary>
    Nowhere,

    /// <summary>false, 0, or the first word of an enumeration.</summary>
    No,

    /// <summary>true, or 1.</summary>
    Yes,
}
