namespace RoundTable.Server.Tests.Projection.Guards;

/// <summary>
/// The guards of hub, doors and routes themselves. Where a grain asks once more, the question of the door alone gives nothing
/// away; then both are taken out.
/// </summary>
internal static class NetworkGuard
{
    private const string Server = "RoundTable.Server";
    private const string Domain = "RoundTable.Domain";
    private static readonly Patch SectionsLetAnybodyIn = new("RoundTable.Sessions", "RoundTable.Sessions.Sections.SectionSettings", "Reads", Answer.Yes);

    public static IReadOnlyList<RemovedGuard> All { get; } =
    [
        new("hub, who opens a section", "by Section",
            new Patch(Server, "RoundTable.Server.Hubs.TableDoor", "WhyUnreadableAsync", Answer.Null, "CheckRead"), SectionsLetAnybodyIn),
        new("doors, who opens a section", "and the section at /",
            new Patch(Server, "RoundTable.Server.Doors.Doorkeeper", "LetInAsync", Answer.Null, "CheckRead"), SectionsLetAnybodyIn),
        new("hub, the end of a session", "still at the table after signing out",
            new Patch(Server, "RoundTable.Server.Hubs.TableConnection", "SignedOut", Answer.Receiver)),
        new("doors, the end of a session", "still at a door after signing out",
            new Patch(Server, "RoundTable.Server.Doors.DocumentLink", "SignedOut", Answer.Receiver)),
        new("hub and doors, when readers change", "over the network by Section",
            new Patch("RoundTable.Sessions", "RoundTable.Sessions.Sections.SectionSession", "ChangeAudience", Answer.Yes, "Reads")),
        new("routes, the log of access needs a ground", "the log of access over HTTP: let in",
            new Patch(Server, "RoundTable.Server.Api.AccessEndpoints", "EnterAsync", Answer.Null, "Check")),
        new("routes, what the director alone arranges", "and who has no code yet: let in",
            new Patch(Server, "RoundTable.Server.Api.PlanDoor", "AsDirectorAsync", Answer.Yes, "op_Equality")),
        new("routes, whose copy it is", "over HTTP: let in",
            new Patch(Domain, "RoundTable.Domain.Exports.PersonExportComposer", "MayMake", Answer.Yes)),
        new("routes, a seat for the calendar", "and the meeting for a calendar: let in",
            new Patch(Domain, "RoundTable.Domain.Plans.CalendarEntry", "For", Answer.Yes, "Has")) { Near = 71011 },
        new("routes, reactions are the director's", "a reaction to minutes by Minutes",
            new Patch(Server, "RoundTable.Server.Api.ShelvedMinutes", "get_Reactions", Answer.Yes, "op_Equality")) { Near = 71005 },
        new("routes, the minutes of a child", "reads together with",
            new Patch(Domain, "RoundTable.Domain.Sharing.Together", "MayRead", Answer.Yes, "get_See"),
            new Patch(Domain, "RoundTable.Domain.Sharing.Together", "MayRead", Answer.Yes, "Contains"),
            new Patch(Domain, "RoundTable.Domain.Sharing.Together", "MayRead", Answer.Yes, "KnowsAsMuch")) { Near = 71015 },
        new("routes, a session for minutes opens nothing else", "with a link to minutes and /api/",
            new Patch(Server, "RoundTable.Server.Security.SecurityExtensions", "AddSecurity", Answer.No, "get_Scope")),
        new("routes, pages of other sites", "to a page from another site",
            new Patch(Server, "RoundTable.Server.Security.SameSiteGuard", "IsOwnOrigin", Answer.Yes)),
        new("ways in, the one before on a shared telephone", "before on the same telephone",
            new Patch(Server, "RoundTable.Server.Api.WayInEndpoints", "EnterAsync", Answer.Null, "Find")),
    ];
}
