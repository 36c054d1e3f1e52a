using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Sessions;

/// <summary>Who calls, made by the door from the verified sign-in session and passed as an argument (never ambient).</summary>
/// <remarks>The door proves who it is; what this person may do is decided again, each time, from the plan's own state.</remarks>
/// <param name="Person">The person in the plan that the call is about.</param>
/// <param name="Role">The person's role in that plan, as the journal records it.</param>
/// <param name="Subject">Who signed in; must be the subject of <paramref name="Person"/> in the plan.</param>
/// <param name="Session">Id of the sign-in session, never its token; empty when the server itself acts.</param>
public sealed record Caller(PersonId Person, PersonRole Role, SubjectId Subject, string Session)
{
    /// <summary>Whether the server acts on its own: composing minutes, recording deliveries, loading the demo. No door makes such a caller.</summary>
    public bool IsServer { get; private init; }

    /// <summary>The server, in the name of a person: rules that ask who acts see that person.</summary>
    public static Caller Server(PersonId inTheNameOf) =>
        new(inTheNameOf, PersonRole.CaseDirector, SubjectId.From("server"), "") { IsServer = true };
}
