namespace RoundTable.Server.Tests.Attack;

/// <summary>A hub method, or a command that goes through one, and what those must hear who use it with ids that are not theirs.</summary>
/// <param name="Name">The method's name, or the command's <c>kind</c>.</param>
/// <param name="Request">What is sent, with {placeholders} of what the mother has.</param>
/// <param name="Stranger">The refusal that the director of another family hears; <see cref="Silence"/> where nothing is answered and nothing happens.</param>
/// <param name="Father">The refusal that the other side of the protection relation hears.</param>
/// <param name="Colleague">For commands: the refusal that somebody in the same room hears who has no right to it; null where it is their right.</param>
internal sealed record HubDoor(string Name, string Request, string Stranger, string Father, string? Colleague = null)
{
    public const string Silence = "-";

    /// <summary>Every hub method. A new one fails the tests until its expectations stand here.</summary>
    public static IReadOnlyList<HubDoor> Methods { get; } =
    [
        new("OpenSection", """{"section":"{hidden}","stateVector":""}""", "section.not-a-reader", "section.not-a-reader"),
        new("PushUpdate", """{"section":"{hidden}","number":1,"update":"{letters}"}""", "section.not-a-reader", "section.not-a-reader"),
        new("CloseSection", """{"section":"{hidden}"}""", Silence, Silence),
        new("SetPresence", """{"section":"{hidden}","item":"{item}","typing":true}""", Silence, Silence),
        new("OpenPlan", """{"plan":"{plan}"}""", "plan.not-a-member", Silence),
        new("PlanCommand", """{"plan":"{plan}","operation":"op-a1","command":{"kind":"answerCommitment","id":"{commitment}","textVersion":1,"answer":"agree","remark":null}}""",
            "plan.not-a-member", "commitment.unknown"),
        new("ReleaseItem", """{"plan":"{plan}","operation":"op-a2","section":"{hidden}","item":"{item}","target":"{released}"}""",
            "plan.not-a-member", "section.not-a-reader"),
        new("OpenMeeting", """{"meeting":"{meeting}"}""", "meeting.not-in-room", Silence),
        new("MeetingCommand", """{"meeting":"{meeting}","operation":"op-a3","command":{"kind":"enterRoom","room":"{room}"}}""",
            "meeting.not-in-room", "meeting.not-in-room"),
        new("CloseMeetingView", """{"meeting":"{meeting}"}""", Silence, Silence),
    ];

    /// <summary>Every command to a meeting.</summary>
    public static IReadOnlyList<HubDoor> MeetingCommands { get; } =
    [
        Meeting("enterRoom", "\"room\":\"{room}\"", null),
        Meeting("admitPerson", "\"room\":\"{room}\",\"person\":\"{person}\"", "meeting.not-chair"),
        Meeting("admitEveryone", "\"room\":\"{room}\"", "meeting.not-chair"),
        Meeting("moveToPhase", "\"room\":\"{room}\",\"phase\":\"scoring\"", "meeting.not-chair"),
        Meeting("setReady", "\"room\":\"{room}\",\"ready\":true", null),
        Meeting("openScoreRound", "\"room\":\"{room}\"", "meeting.not-chair"),
        Meeting("giveScore", "\"room\":\"{room}\",\"round\":1,\"value\":3,\"passReason\":null,\"why\":\"\",\"oneHigher\":\"\",\"mode\":\"self\",\"visibility\":\"everyone\"", null),
        Meeting("scoreWithChild", "\"room\":\"{room}\",\"child\":\"{person}\",\"round\":1,\"value\":3,\"passReason\":null,\"why\":\"\",\"oneHigher\":\"\",\"visibility\":\"everyone\"", "score.not-eligible"),
        Meeting("revealScores", "\"room\":\"{room}\",\"forcedReason\":\"Zomaar.\"", "meeting.not-chair"),
        Meeting("noteAbsence", "\"person\":\"{person}\",\"note\":\"Was er niet.\"", "meeting.not-chair", father: "meeting.not-chair"),
        Meeting("closeMeeting", "\"nextMeetingOn\":null,\"withoutNextReason\":\"Klaar.\"", "meeting.not-chair", father: "meeting.not-chair"),
        Meeting("callOffMeeting", "", "meeting.not-chair", father: "meeting.not-chair"),
    ];

    /// <summary>Every command to a plan, about what only the mother's side knows.</summary>
    public static IReadOnlyList<HubDoor> PlanCommands { get; } =
    [
        Plan("proposeCommitment", "\"id\":\"cm-attack\",\"text\":\"Iets.\",\"owner\":\"{person}\",\"checker\":null,\"commitmentKind\":\"safetyRule\",\"dueOn\":null,\"recurrence\":null,\"audience\":\"{hidden}\"", "section.not-a-reader"),
        Plan("rewordCommitment", "\"id\":\"{commitment}\",\"textVersion\":1,\"text\":\"Anders.\",\"checker\":null,\"dueOn\":null,\"recurrence\":null", "commitment.unknown"),
        Plan("answerCommitment", "\"id\":\"{commitment}\",\"textVersion\":1,\"answer\":\"agree\",\"remark\":null", "commitment.unknown"),
        Plan("recordResult", "\"id\":\"{commitment}\",\"textVersion\":1,\"result\":\"kept\",\"remark\":null", "commitment.unknown"),
        Plan("endCommitment", "\"id\":\"{commitment}\",\"textVersion\":1,\"reason\":\"Weg ermee.\"", "commitment.unknown"),
        Plan("giveConsent", "\"consent\":\"nothing\"", "consent.unknown"),
        Plan("withdrawConsent", "\"consent\":\"nothing\"", "consent.unknown"),
        Plan("writeChildWords", "\"id\":\"cw-attack\",\"part\":\"houseOfWorries\",\"text\":\"Niet van mij.\",\"readFirst\":false", "child-words.unknown"),
        Plan("releaseChildWords", "\"id\":\"cw-attack\",\"to\":[\"{person}\"]", "child-words.unknown"),
        Plan("writeWithChild", "\"id\":\"cw-attack\",\"child\":\"{person}\",\"part\":\"houseOfWorries\",\"text\":\"Niet van mij.\",\"readFirst\":false,\"to\":[]", "child-words.unknown"),
        Plan("releaseWithChild", "\"id\":\"cw-attack\",\"child\":\"{person}\",\"to\":[\"{person}\"]", "child-words.unknown"),
        Plan("shareTreatment", "\"about\":\"{person}\",\"readers\":[],\"inMinutes\":true", "treatment.not-theirs"),
        Plan("acknowledgeMinutes", "\"minutes\":\"mi-unknown\"", "minutes.unknown"),
        Plan("reactToMinutes", "\"minutes\":\"mi-unknown\",\"text\":\"Ik was er niet.\"", "minutes.unknown"),
    ];

    private static HubDoor Meeting(string kind, string rest, string? colleague, string father = "meeting.not-in-room") => new(
        kind,
        $$$"""{"meeting":"{meeting}","operation":"op-m-{{{kind.ToLowerInvariant()}}}","command":{"kind":"{{{kind}}}"{{{(rest.Length > 0 ? $",{rest}" : "")}}}}}""",
        "meeting.not-in-room",
        father,
        colleague);

    private static HubDoor Plan(string kind, string rest, string father) => new(
        kind,
        $$$"""{"plan":"{plan}","operation":"op-p-{{{kind.ToLowerInvariant()}}}","command":{"kind":"{{{kind}}}",{{{rest}}}}}""",
        "plan.not-a-member",
        father);
}
