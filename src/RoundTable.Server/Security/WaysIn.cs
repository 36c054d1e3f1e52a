using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains.Subjects;
using RoundTable.Sessions.Subjects;

namespace RoundTable.Server.Security;

/// <summary>What kind of way in somebody gets (design D6).</summary>
internal static class WaysIn
{
    /// <summary>A person's own link with a code: it leads to the meeting where they have a seat, else to the plan.</summary>
    public static WayInRequest For(FamilyPlan plan, Person person, TimeSpan lifetime)
    {
        var meeting = plan.Meetings.LastOrDefault(meeting => !meeting.Ended && meeting.RoomsOf(person.Id).Any());
        return new(
            FirstName(person),
            Scope.Full,
            new Landing(plan.Id, meeting?.Id, null),
            WayInCode.New,
            OneTime: false,
            EndsOtherSessions: !person.Role.IsProfessional(),
            ReplacesEarlier: true,
            lifetime);
    }

    /// <summary>
    /// A link to one recipient's own minutes. Family and network give their code too: somebody else may read their mail.
    /// Earlier ones go on working: when a mail is sent twice, its reader may have kept the first.
    /// </summary>
    public static WayInRequest ForMinutes(PlanId plan, Person person, MinutesId minutes, TimeSpan lifetime) => new(
        FirstName(person),
        Scope.Minutes,
        new Landing(plan, null, minutes),
        AsksOwnCode(person) ? WayInCode.Own : WayInCode.None,
        OneTime: false,
        EndsOtherSessions: false,
        ReplacesEarlier: false,
        lifetime);

    /// <summary>Whether the link to somebody's minutes asks the code that they have from their personal link.</summary>
    public static bool AsksOwnCode(Person person) => !person.Role.IsProfessional();

    /// <summary>A one-time link to the desk, for a director who has no plan yet.</summary>
    public static WayInRequest ForFirstDirector(string greeting, TimeSpan lifetime) => new(
        greeting,
        Scope.Full,
        new Landing(null, null, null),
        WayInCode.None,
        OneTime: true,
        EndsOtherSessions: false,
        ReplacesEarlier: true,
        lifetime);

    /// <summary>A one-time link for a professional, mailed to the address that their account is.</summary>
    public static WayInRequest ForAccount(Person person, PlanId? plan, TimeSpan lifetime) => new(
        FirstName(person),
        Scope.Full,
        new Landing(plan, null, null),
        WayInCode.None,
        OneTime: true,
        EndsOtherSessions: false,
        ReplacesEarlier: false,
        lifetime);

    // Organisations are greeted by their whole name.
    private static string FirstName(Person person) => person.Name == person.Organisation ? person.Name : person.Name.Split(' ')[0];
}
