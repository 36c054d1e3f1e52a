namespace RoundTable.Grains.Sections;

/// <summary>The section was dropped from memory while the call waited for the disk; whether it was carried out is not known. Call again.</summary>
public sealed class SectionResyncException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SectionResyncException()
        : base("The section was dropped from memory; call again.")
    {
    }
}
