using System.Diagnostics.CodeAnalysis;

namespace RoundTable.Yjs;

/// <summary>
/// Bytes given to the engine are not what they claim to be. The one exception for hostile or damaged bytes:
/// whatever it was thrown by has changed nothing.
/// </summary>
public sealed class MalformedUpdateException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, in the words of the format; never content.</param>
    public MalformedUpdateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, in the words of the format; never content.</param>
    /// <param name="inner">The failure below.</param>
    public MalformedUpdateException(string message, Exception inner)
        : base(message, inner)
    {
    }

    [DoesNotReturn]
    internal static void Throw(string message) => throw new MalformedUpdateException(message);
}
