namespace RoundTable.Domain.Commands;

public static partial class RefusalCodes
{
    /// <summary>The commitment does not exist, or the caller may not see it; no difference is told.</summary>
    public const string CommitmentUnknown = "commitment.unknown";

    /// <summary>The caller proposed as many as anybody may: 100 that are not settled, or 2,000 in all.</summary>
    public const string CommitmentTooMany = "commitment.too-many";

    /// <summary>The caller answered this commitment, or said how it went, 50 times on this day.</summary>
    public const string CommitmentTooOften = "commitment.too-often";

    /// <summary>The caller gave this commitment other words 500 times.</summary>
    public const string CommitmentTooManyChanges = "commitment.too-many-changes";

    /// <summary>The id belongs to another commitment.</summary>
    public const string CommitmentExists = "commitment.exists";

    /// <summary>The text is empty or over 1,000 characters, or another part is too long.</summary>
    public const string CommitmentTextLength = "commitment.text-length";

    /// <summary>The owner does not read the audience (BR-32).</summary>
    public const string CommitmentOwnerCannotSee = "commitment.owner-cannot-see";

    /// <summary>The owner cannot answer personally (BR-31): a child under 12 and an interpreter do nothing in a plan.</summary>
    public const string CommitmentOwnerCannotAnswer = "commitment.owner-cannot-answer";

    /// <summary>The checker does not read the audience.</summary>
    public const string CommitmentCheckerCannotSee = "commitment.checker-cannot-see";

    /// <summary>The checker is the owner (BR-30).</summary>
    public const string CommitmentCheckerIsOwner = "commitment.checker-is-owner";

    /// <summary>The text holds a word that a reader may not read (BR-32).</summary>
    public const string CommitmentProtectedWord = "commitment.protected-word";

    /// <summary>A reader may not know that the owner or checker exists.</summary>
    public const string CommitmentPersonHidden = "commitment.person-hidden";

    /// <summary>An emergency step, and a reader is the danger or works for them; told to the director only.</summary>
    public const string CommitmentStepNotHere = "commitment.step-not-here";

    /// <summary>The text changed since the caller read it.</summary>
    public const string CommitmentTextChanged = "commitment.text-changed";

    /// <summary>The caller answered it, or said how it went, on another screen since this was sent.</summary>
    public const string CommitmentSaidElsewhere = "commitment.said-elsewhere";

    /// <summary>Only the owner answers (BR-31).</summary>
    public const string CommitmentNotOwner = "commitment.not-owner";

    /// <summary>"Niet eens" needs a word on what must change.</summary>
    public const string CommitmentRemarkRequired = "commitment.remark-required";

    /// <summary>Without a checker nothing can be agreed (BR-30).</summary>
    public const string CommitmentCheckerMissing = "commitment.checker-missing";

    /// <summary>Without a day or recurrence nothing can be agreed (BR-30).</summary>
    public const string CommitmentDateMissing = "commitment.date-missing";

    /// <summary>A result belongs to an agreed commitment.</summary>
    public const string CommitmentNotAgreed = "commitment.not-agreed";

    /// <summary>The commitment is over; it is no longer answered or reworded.</summary>
    public const string CommitmentSettled = "commitment.settled";

    /// <summary>A result is Kept, PartlyKept or NotKept.</summary>
    public const string CommitmentNotAResult = "commitment.not-a-result";

    /// <summary>Only the owner, the checker and the chair record a result.</summary>
    public const string CommitmentNotInvolved = "commitment.not-involved";

    /// <summary>Its owner agreed to it once, and does not end it alone.</summary>
    public const string CommitmentWasAgreed = "commitment.was-agreed";
}
