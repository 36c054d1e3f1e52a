namespace RoundTable.Domain.Words;

/// <summary>What the owner of a commitment answered.</summary>
public enum CommitmentAnswer
{
    /// <summary>Eens.</summary>
    Agree,

    /// <summary>Niet eens.</summary>
    Disagree,

    /// <summary>Weet ik nog niet.</summary>
    Unsure,
}
