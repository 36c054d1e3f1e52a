namespace RoundTable.Server.Mail;

/// <summary>The lease of due work ended before its mail was sent: whoever takes it next sends it.</summary>
internal sealed class LeaseEndedException() : Exception("The lease ended before the mail was sent.");
