namespace RoundTable.Domain.Ids;

/// <summary>An id that travels as plain text.</summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    /// <summary>The id's text.</summary>
    string Value { get; }

    /// <summary>Makes the id of its text, unchecked.</summary>
    static abstract TSelf From(string value);
}
