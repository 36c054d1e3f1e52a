namespace RoundTable.Sessions.Sections;

/// <summary>The one stretch in which two texts differ, so that what stays keeps its author. In UTF-16 code units, no pair is split.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Removed">How many units of the old text go.</param>
/// <param name="Inserted">What comes in their place.</param>
internal readonly record struct TextChange(int At, int Removed, string Inserted)
{
    /// <summary>From one text to the other.</summary>
    public static TextChange Between(string from, string to)
    {
        var shortest = Math.Min(from.Length, to.Length);
        var start = 0;
        while (start < shortest && from[start] == to[start])
        {
            start++;
        }

        if (start > 0 && char.IsHighSurrogate(from[start - 1]))
            start--;
        var end = 0;
        while (end < shortest - start && from[^(end + 1)] == to[^(end + 1)])
        {
            end++;
        }

        if (end > 0 && char.IsLowSurrogate(from[^end]))
            end--;
        return new TextChange(start, from.Length - start - end, to[start..^end]);
    }
}
