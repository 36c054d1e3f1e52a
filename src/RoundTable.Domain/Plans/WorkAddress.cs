using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

/// <summary>The mail address by which a professional comes in (design D6). In one plan it is one person: two could not be told apart.</summary>
public static class WorkAddress
{
    /// <summary>The plain address of a professional, or null for somebody who has none; mail of family and network may be read by another.</summary>
    /// <param name="person">The person.</param>
    public static string? Of(Person person) => person is { Email: { } mail } && person.Role.IsProfessional() ? Plain(mail) : null;

    /// <summary>
    /// An address as it is compared, and the only one that mail goes to: without spaces around it and capitals of ASCII. Other
    /// letters stay as they are, so that no two that look alike become one.
    /// </summary>
    /// <param name="mail">The address as somebody typed it.</param>
    public static string Plain(string mail) =>
        string.Concat(mail.Trim().Select(c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c));
}
