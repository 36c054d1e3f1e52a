namespace RoundTable.Journal;

/// <summary>Somebody else wrote first: read the stream and decide again. Nothing was written.</summary>
public sealed class WrongExpectedHeadException : Exception
{
    /// <summary>Creates the exception for one stream.</summary>
    public WrongExpectedHeadException(StreamId stream, long expected, long actual)
        : base($"Stream {stream} is at {actual}, not at {expected}.")
    {
        Stream = stream;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The stream.</summary>
    public StreamId Stream { get; }

    /// <summary>The head that the author built on.</summary>
    public long Expected { get; }

    /// <summary>The head that the stream had.</summary>
    public long Actual { get; }
}
