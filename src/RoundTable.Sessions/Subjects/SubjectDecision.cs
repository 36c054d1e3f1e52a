using RoundTable.Domain.Commands;

namespace RoundTable.Sessions.Subjects;

/// <summary>What must be recorded, and what is answered when it is; a refusal may have something to record too (a wrong code counts).</summary>
/// <param name="Events">To append and apply, in order; may be empty.</param>
/// <param name="Refusal">Null when it is allowed.</param>
/// <param name="Session">The new session of an allowed coming in; else null.</param>
/// <param name="Guess">A wrong code that only locks, to keep in memory; else null.</param>
public sealed record SubjectDecision(IReadOnlyList<SubjectEvent> Events, Refusal? Refusal = null, SignIn? Session = null, Guess? Guess = null);
