namespace RoundTable.Grains.Sections;

/// <summary>The section was dropped from memory while the call waited for the disk; whether it was carried out is not known. Call again.</summary>
public class SectionResyncException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SectionResyncException()
        : this("The section was dropped from memory; call again.")
    {
    }

    /// <summary>Creates the exception of another reason to call again.</summary>
    protected SectionResyncException(string message)
        : base(message)
    {
    }
}
