namespace RoundTable.Domain.Commands;

public static partial class RefusalCodes
{
    /// <summary>The caller's organisation has no valid consent and no legal basis (BR-60), or the caller is under 12 (BR-20).</summary>
    public const string PlanNoBasis = "plan.no-basis";

    /// <summary>The relation is between the same person, or of a kind that these two cannot have.</summary>
    public const string RelationNotPossible = "relation.not-possible";

    /// <summary>There is no such protection relation.</summary>
    public const string ProtectionUnknown = "protection.unknown";

    /// <summary>A reason is needed, of at most 1,000 characters.</summary>
    public const string ReasonRequired = "reason.required";

    /// <summary>The consent does not exist, or is no business of the caller's; no difference is told.</summary>
    public const string ConsentUnknown = "consent.unknown";

    /// <summary>The id belongs to another consent.</summary>
    public const string ConsentExists = "consent.exists";

    /// <summary>A consent needs somebody whom it is about, somebody to whom, a category, and a purpose of at most 1,000 characters.</summary>
    public const string ConsentIncomplete = "consent.incomplete";

    /// <summary>The last day is before the first, or in the past, or a day, of a meeting too, is over 150 years away.</summary>
    public const string ConsentDates = "consent.dates";

    /// <summary>Nobody can give it: of a child under 16, nobody has authority in this plan.</summary>
    public const string ConsentNobodyGives = "consent.nobody-gives";

    /// <summary>Who must give it may not know everybody whom it is about or who would get the data, and so would never see it.</summary>
    public const string ConsentUnseen = "consent.unseen";

    /// <summary>This person does not give this consent.</summary>
    public const string ConsentNotTheirs = "consent.not-theirs";

    /// <summary>The consent is withdrawn, or over.</summary>
    public const string ConsentEnded = "consent.ended";

    /// <summary>Spoken consent needs a witness other than the giver; only the giver gives it on the screen.</summary>
    public const string ConsentMedium = "consent.medium";

    /// <summary>A legal basis needs somebody to whom, its necessity, its proportionality, and the day of telling or why not.</summary>
    public const string LegalBasisIncomplete = "legal-basis.incomplete";

    /// <summary>The server is not configured with this legal basis.</summary>
    public const string LegalBasisUnknown = "legal-basis.unknown";

    /// <summary>The plan does not use this legal basis.</summary>
    public const string LegalBasisNotUsed = "legal-basis.not-used";

    /// <summary>The delivery is not held back for want of a ground.</summary>
    public const string DeliveryNotBlocked = "delivery.not-blocked";

    /// <summary>There is no such task.</summary>
    public const string TaskUnknown = "task.unknown";

    /// <summary>The words do not exist, or are not the caller's; no difference is told.</summary>
    public const string ChildWordsUnknown = "child-words.unknown";

    /// <summary>The text is empty or over 4,000 characters.</summary>
    public const string ChildWordsLength = "child-words.length";

    /// <summary>Whoever writes them down wrote 200 for this child.</summary>
    public const string ChildWordsTooMany = "child-words.too-many";

    /// <summary>The child wrote these same words 500 times.</summary>
    public const string ChildWordsTooManyChanges = "child-words.too-many-changes";

    /// <summary>An item is moved by whose it is, or by the director.</summary>
    public const string SectionItemNotTheirs = "section.item-not-theirs";

    /// <summary>Treatment content comes in by its own professional, and goes to whom that professional names (BR-65).</summary>
    public const string SectionTreatment = "section.treatment";

    /// <summary>Not everybody who reads there has a ground for data of this category.</summary>
    public const string SectionCategory = "section.category";

    /// <summary>A table is about safety: only of a shielded section is it chosen which data stand in it.</summary>
    public const string SectionCategoriesFixed = "section.categories-fixed";

    /// <summary>The caller is no professional of this person.</summary>
    public const string TreatmentNotTheirs = "treatment.not-theirs";

    /// <summary>Somebody may not read this together with somebody else who is named.</summary>
    public const string TreatmentReadersApart = "treatment.readers-apart";

    /// <summary>Shielding needs a reason, a reviewer and a day of review to come (handbook 6.1).</summary>
    public const string SectionShieldIncomplete = "section.shield-incomplete";
}
