using RoundTable.Domain.Minutes;
using RoundTable.Domain.Words;

namespace RoundTable.Minutes.Tests;

/// <summary>Minutes with something in every field.</summary>
internal static class Samples
{
    public static MinutesContent Plain() => With(text => text);

    /// <summary>The same minutes with each text that somebody typed made by a function.</summary>
    public static MinutesContent With(Func<string, string> typed) => new(
        "p-1",
        typed("Gezin De Wit"),
        typed("Wilgendam"),
        MeetingKind.Start,
        new DateOnly(2026, 2, 12),
        new DateTimeOffset(2026, 2, 12, 13, 0, 0, TimeSpan.FromHours(1)),
        typed("Anna de Wit"),
        true,
        typed("Ik wil rust in huis."),
        new MinutesContact(typed("Ingrid Postema"), typed("Team Jeugd"), typed("06 12345678")),
        [new MinutesPerson(typed("Anna de Wit"), PersonRole.ParentWithAuthority, null, typed("moeder"))],
        [new MinutesAbsentee(new MinutesPerson(typed("Bas Groen"), PersonRole.Professional, typed("School"), null), typed("afgemeld"))],
        [Commitment(typed, CommitmentStatus.Kept, CommitmentAnswer.Agree)],
        [new MinutesFloorRequirement(typed("Niemand slaat."), typed("Veilig Thuis"), FloorRequirementStatus.PartlyMet)],
        [
            new MinutesItem(CardColumn.Harm, ItemKind.Fact, typed("Bas Groen"), typed("De politie kwam.")),
            new MinutesItem(CardColumn.Strength, ItemKind.Experience, null, typed("Wij praten elke avond.")),
        ],
        Round(typed),
        [Round(typed)],
        [
            Commitment(typed, CommitmentStatus.Agreed, CommitmentAnswer.Agree),
            Commitment(typed, CommitmentStatus.Proposed, CommitmentAnswer.Disagree),
        ],
        null,
        typed("Wij wachten op de intake."),
        new DateOnly(2026, 2, 19),
        new DateTimeOffset(2026, 2, 12, 14, 30, 0, TimeSpan.Zero),
        [
            new MinutesChildWords(typed("Mia"), ChildWordsKind.Statement, typed("Ik wil een hond.")),
            new MinutesChildWords(typed("Mia"), ChildWordsKind.HouseOfDreams, typed("Geen ruzie.")),
        ]);

    /// <summary>Minutes for a child under 12 of the same meeting.</summary>
    public static MinutesContent ForAChild(Func<string, string> typed) => With(typed) with
    {
        ForYoungChild = true,
        Recipient = typed("Mia"),
        RecipientWasAbsent = false,
        Card = [new MinutesItem(CardColumn.Strength, ItemKind.Experience, typed("Mia"), typed("Oma is lief."))],
        Scores = Round(typed) with { Scores = [new MinutesScore(typed("Mia"), 4, false, false, null, typed("Soms is er ruzie."), null, IsRecipient: true)] },
        FloorRequirements = [],
        LookedBack = [],
        EarlierRounds = [],
    };

    private static MinutesCommitment Commitment(Func<string, string> typed, CommitmentStatus status, CommitmentAnswer answer) => new(
        1,
        typed("Ik bel elke dag."),
        typed("Anna de Wit"),
        typed("Bas Groen"),
        CommitmentKind.SafetyRule,
        new DateOnly(2026, 3, 1),
        typed("elke week"),
        status,
        answer,
        typed("Liever om de dag."));

    private static MinutesRound Round(Func<string, string> typed) => new(
        typed("Hoe veilig is het nu?"),
        typed("0 = Niet veilig."),
        typed("10 = Veilig genoeg."),
        [
            new MinutesScore(typed("Anna de Wit"), 4, false, false, null, typed("Het is rustiger."), typed("Meer hulp.")),
            new MinutesScore(typed("Bas Groen"), null, true, false, typed("Ik weet te weinig."), null, null),
            new MinutesScore(typed("Mia"), null, false, true, null, null, null),
            new MinutesScore(typed("Oma"), 7, false, true, null, typed("Ik ben er."), null),
        ],
        typed("De tijd was op."),
        [typed("Piet")]);
}
