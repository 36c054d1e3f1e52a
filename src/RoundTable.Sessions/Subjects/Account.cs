using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;

namespace RoundTable.Sessions.Subjects;

/// <summary>
/// The account of a professional (design D6): whoever proves that they read a mail address is each professional whom a
/// director brought into a plan under that address. Family and network have none: somebody else may read their mail.
/// </summary>
public static class Account
{
    private const string Prefix = "mail-";

    /// <summary>The account's subject: a fingerprint of the plain address.</summary>
    public static SubjectId Of(string mail) => SubjectId.From($"{Prefix}{Fingerprint.OfToken(WorkAddress.Plain(mail))[..48]}");

    /// <summary>The account of a person, or null for somebody who has none.</summary>
    public static SubjectId? Of(Person person) => WorkAddress.Of(person) is { } mail ? Of(mail) : null;

    /// <summary>Whether a subject is an account.</summary>
    public static bool Is(SubjectId subject) => subject.Value.StartsWith(Prefix, StringComparison.Ordinal);
}
