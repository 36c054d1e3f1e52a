namespace RoundTable.Domain.Privacy;

/// <summary>A protected word, folded, with the way in which it is looked for.</summary>
internal readonly struct ProtectedWord
{
    /// <summary>Fewer letters and digits than this cannot be guarded.</summary>
    public const int MinLength = 3;

    // From this length on a word is found inside other words.
    private const int LongLength = 6;

    public ProtectedWord(string word)
    {
        Folded = new FoldedText(word).Letters;
        IsNumber = Folded.Length > 0 && Folded.All(char.IsAsciiDigit);
        InsideOthers = Folded.Length >= LongLength;
    }

    /// <summary>The letters and digits alone.</summary>
    public string Folded { get; }

    /// <summary>Digits only, such as the beginning of a phone number.</summary>
    public bool IsNumber { get; }

    /// <summary>Found anywhere, not as a whole word only.</summary>
    public bool InsideOthers { get; }

    /// <summary>How the number may be written: as it is, and abroad.</summary>
    public IEnumerable<string> Spellings()
    {
        yield return Folded;
        if (Folded[0] != '0')
            yield break;
        var rest = Folded[1..];
        yield return "31" + rest;
        yield return "310" + rest;
        yield return "0031" + rest;
        yield return "00310" + rest;
    }
}
