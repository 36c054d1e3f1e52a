namespace RoundTable.Journal;

/// <summary>Where the records of an append landed.</summary>
/// <param name="FirstSeq">Sequence number of the first of them.</param>
/// <param name="Head">Sequence number of the last of them, which was the stream's head when they were committed.</param>
public sealed record Appended(long FirstSeq, long Head);
