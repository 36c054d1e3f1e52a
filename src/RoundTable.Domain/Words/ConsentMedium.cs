namespace RoundTable.Domain.Words;

/// <summary>How a consent was given.</summary>
public enum ConsentMedium
{
    /// <summary>On the own screen.</summary>
    Screen,

    /// <summary>Signed on paper, kept elsewhere.</summary>
    Paper,

    /// <summary>Spoken, before a witness.</summary>
    Spoken,
}
