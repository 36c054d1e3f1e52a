namespace RoundTable.Server.Tests.Projection.Guards;

/// <summary>A guard that is taken out of the compiled code, and what is then found.</summary>
/// <param name="Name">The guard.</param>
/// <param name="Found">Words of the leak that must come to light.</param>
/// <param name="Patches">How it is taken out. Where two guards stand behind each other, each would do; then both are taken out.</param>
internal sealed record RemovedGuard(string Name, string Found, params Patch[] Patches)
{
    private const string Domain = "RoundTable.Domain";
    private const string Sessions = "RoundTable.Sessions";
    private const string Grains = "RoundTable.Grains";
    private const string Plans = "RoundTable.Domain.Plans";

    public static IReadOnlyList<RemovedGuard> All { get; } =
    [
        new("audience, when a section is opened", "opened a section of others",
            new Patch(Sessions, "RoundTable.Sessions.Sections.SectionSettings", "Reads", Answer.Yes)),
        new("audience, in the view of a plan", "got a section by Plan",
            new Patch(Domain, $"{Plans}.PlanProjection", "For", Answer.Yes, "Reads")),
        new("audience, of commitments", "got a commitment by Plan",
            new Patch(Domain, $"{Plans}.PlanProjection", "Seen", Answer.Yes, "ReadsCommitments")),
        new("audience, in minutes", "the text of an item by Minutes",
            new Patch(Domain, "RoundTable.Domain.Minutes.MinutesComposer", "Shown", Answer.Yes, "Reads")),
        new("membership of the plan", "stranger got",
            new Patch(Sessions, "RoundTable.Sessions.Membership", "Check", Answer.Null)),
        new("ground to take part", "let in without the right to it",
            new Patch(Domain, "RoundTable.Domain.Sharing.Access", "Has", Answer.Yes),
            new Patch(Domain, "RoundTable.Domain.Sharing.Access", "Covers", Answer.Yes)),
        new("ground for each category of data", "opened a section of others",
            new Patch(Domain, "RoundTable.Domain.Sharing.Access", "Covers", Answer.Yes)),
        new("hidden people", "got a person by Plan",
            new Patch(Domain, "RoundTable.Domain.Privacy.Visibility", "Knows", Answer.Yes)),
        new("names behind an alias", "got a name by",
            new Patch(Domain, "RoundTable.Domain.Privacy.Visibility", "Named", Answer.No, "Contains")),
        new("names behind an alias, among those who type", "got a name by Presence",
            new Patch(Sessions, "RoundTable.Sessions.Sections.SectionSettings", "SharedName", Answer.No, "Contains")),
        new("no live section with both sides", "got a person by Presence",
            new Patch(Domain, $"{Plans}.SectionRules", "MustBeReleased", Answer.No)),
        new("leak guard, live text", "a protected word by Section",
            new Patch(Domain, "RoundTable.Domain.Privacy.LiveGuard", "Watches", Answer.No)),
        new("leak guard, more readers", "a protected word by Section",
            new Patch(Domain, $"{Plans}.SectionRules", "CheckNewcomers", Answer.Null)),
        new("hidden people, as speakers that somebody names", "got a person by Section",
            new Patch(Sessions, "RoundTable.Sessions.Sections.SectionSession", "CheckWords", Answer.No, "Any")),
        new("leak guard, crossing over", "a protected word by Section",
            new Patch(Domain, $"{Plans}.SectionRules", "CheckRelease", Answer.Null, "Of"),
            new Patch(Domain, $"{Plans}.SectionRules", "CheckMove", Answer.Null, "Of")),
        new("leak guard, entry in a meeting", "a protected word by Meeting",
            new Patch(Domain, "RoundTable.Domain.Meetings.MeetingDecisions", "CheckWords", Answer.Null),
            new Patch(Domain, "RoundTable.Domain.Meetings.MeetingProjection", "Revealed", Answer.No, "get_Count")),
        new("leak guard, entry and rendering of commitments", "a commitment by Plan",
            new Patch(Domain, $"{Plans}.PlanDecisions", "CheckWords", Answer.Null),
            new Patch(Domain, $"{Plans}.PlanProjection", "Seen", Answer.No, "get_Count")),
        new("leak guard, rendering of commitments", "a commitment by Plan",
            new Patch(Domain, $"{Plans}.PlanProjection", "Seen", Answer.No, "get_Count")),
        new("leak guard, rendering of scores", "why somebody scored by Meeting",
            new Patch(Domain, "RoundTable.Domain.Meetings.MeetingProjection", "Revealed", Answer.No, "get_Count")),
        new("leak guard, minutes", "a protected word by Minutes",
            new Patch(Domain, "RoundTable.Domain.Minutes.MinutesComposer", "Fits", Answer.Yes),
            new Patch(Grains, "RoundTable.Grains.Meetings.MinutesComposing", "ComposeAsync", Answer.No, "get_Count")),
        new("sealed scores", "why somebody scored by Meeting",
            new Patch(Domain, "RoundTable.Domain.Meetings.MeetingProjection", "View", Answer.Receiver, "get_Revealed", Only: 1)),
        new("scores for the director only", "why somebody scored by Meeting",
            new Patch(Domain, "RoundTable.Domain.Meetings.MeetingProjection", "Revealed", Answer.No, "get_Visibility")),
        new("scores for the director only, in minutes", "why somebody scored by Minutes",
            new Patch(Domain, "RoundTable.Domain.Minutes.MinutesComposer", "Score", Answer.No, "get_Visibility")),
        new("rooms know nothing of each other", "got a room by Meeting",
            new Patch(Domain, $"{Plans}.PlannedMeeting", "RoomsOf", Answer.Yes, "Contains")),
        new("rooms, in minutes", "who was in no room with them",
            new Patch(Domain, "RoundTable.Domain.Minutes.MinutesAudience", "HasSeat", Answer.Yes)),
        new("answers stay in the room", "a remark with an answer by Plan",
            new Patch(Domain, $"{Plans}.FamilyPlan", "AsToldTo", Answer.Argument2)),
        new("release of a child's words", "words of a child by Plan",
            new Patch(Domain, $"{Plans}.PlanProjection", "ChildWords", Answer.Yes, "Contains")),
        new("list of consents", "got a consent by Plan",
            new Patch(Domain, $"{Plans}.PlanProjection", "SeesConsent", Answer.Yes)),
        new("protection is the director's", "got a protection relation by Plan",
            new Patch(Domain, $"{Plans}.PlanProjection", "Protections", Answer.Yes, "get_See")),
        new("a notifier whom the director may not know", "got a protection relation by Plan",
            new Patch(Domain, $"{Plans}.PlanProjection", "Protections", Answer.No, "KeepsFrom")),
        new("legal bases are the director's", "a legal basis",
            new Patch(Domain, $"{Plans}.PlanProjection", "LegalBases", Answer.Yes, "get_See")),
        new("history is the director's", "the history of a section: let in",
            new Patch(Domain, $"{Plans}.SectionRules", "CheckHistory", Answer.Null)),
        new("words go with an item that moves", "the text of an item by Section",
            new Patch(Sessions, "RoundTable.Sessions.Sections.SectionDocument", "Withdraw", Answer.No, "get_Length")),
        new("log of access, whole", "in the log of access",
            new Patch(Domain, "RoundTable.Domain.Privacy.AccessProjection", "Sees", Answer.Yes)),
        new("log of access, relatives", "in the log of access",
            new Patch(Domain, "RoundTable.Domain.Privacy.AccessProjection", "IsRelative", Answer.No)),
        new("log of access, days of the other session", "in the log of access",
            new Patch(Domain, "RoundTable.Domain.Privacy.AccessProjection", "IsKeptFrom", Answer.No)),
        new("log of access, what one does not read", "in the log of access",
            new Patch(Domain, "RoundTable.Domain.Privacy.AccessProjection", "SeesThing", Answer.Yes)),
    ];

    public override string ToString() => Name;
}
