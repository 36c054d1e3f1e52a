namespace RoundTable.Domain.Words;

/// <summary>What a mail was for that did not arrive.</summary>
public enum BouncedMail
{
    /// <summary>An invitation.</summary>
    Invitation,

    /// <summary>The end of a meeting in somebody's calendar.</summary>
    CalledOff,
}
