namespace RoundTable.Grains.Meetings;

/// <summary>No plan has a meeting with this id; doors answer as to somebody who is not invited.</summary>
public sealed class UnknownMeetingException : Exception
{
    /// <summary>Creates the exception.</summary>
    public UnknownMeetingException()
        : base("No plan has this meeting.")
    {
    }
}
