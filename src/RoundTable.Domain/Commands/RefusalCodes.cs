namespace RoundTable.Domain.Commands;

/// <summary>Every stable refusal code, written <c>area.reason</c>; clients translate them, people never read them.</summary>
public static partial class RefusalCodes
{
    /// <summary>Nobody is hidden, or shielded, from the director of the plan, who could not undo it.</summary>
    public const string PlanDirectorKnows = "plan.director-knows";

    /// <summary>
    /// The text cannot stand here. Said to everybody whom a protection relation does not concern, without a reason and without
    /// names: the reason would tell what is protected from whom.
    /// </summary>
    public const string TextNotHere = "text.not-here";

    /// <summary>The caller is not in this plan.</summary>
    public const string PlanNotAMember = "plan.not-a-member";

    /// <summary>Only the director may do this.</summary>
    public const string PlanNotDirector = "plan.not-director";

    /// <summary>The plan does not exist yet.</summary>
    public const string PlanNotOpen = "plan.not-open";

    /// <summary>The plan exists already.</summary>
    public const string PlanAlreadyOpen = "plan.already-open";

    /// <summary>A person with this id is in the plan already.</summary>
    public const string PlanPersonExists = "plan.person-exists";

    /// <summary>Another professional of the plan has this mail address: who signs in by it could be either.</summary>
    public const string PlanMailInUse = "plan.mail-in-use";

    /// <summary>Nobody was born on that day, or is expected on it.</summary>
    public const string PlanBirthDate = "plan.birth-date";

    /// <summary>Somebody named is not in the plan.</summary>
    public const string PlanPersonUnknown = "plan.person-unknown";

    /// <summary>Somebody whose name is shielded needs an alias that others read instead.</summary>
    public const string PlanAliasRequired = "plan.alias-required";

    /// <summary>A text is empty or too long.</summary>
    public const string PlanTextLength = "plan.text-length";

    /// <summary>A text that everybody reads holds a protected word.</summary>
    public const string PlanProtectedWord = "plan.protected-word";

    /// <summary>There is no handover to accept.</summary>
    public const string PlanNoHandover = "plan.no-handover";

    /// <summary>What stands in a section was not looked at, or changed since. The server looks again; who hears of it does so too.</summary>
    public const string PlanLookAgain = "plan.look-again";

    /// <summary>A protected word is too short to guard.</summary>
    public const string ProtectionWordTooShort = "protection.word-too-short";

    /// <summary>The director keeps nothing from themselves: they could neither see that relation nor end it.</summary>
    public const string ProtectionFromDirector = "protection.from-director";

    /// <summary>Somebody is on both sides of a protection relation.</summary>
    public const string ProtectionSameSide = "protection.same-person";

    /// <summary>The section does not exist, or the caller does not read it; no difference is told.</summary>
    public const string SectionNotAReader = "section.not-a-reader";

    /// <summary>The section takes no typing from the caller.</summary>
    public const string SectionReadOnly = "section.read-only";

    /// <summary>A section with this id exists already.</summary>
    public const string SectionExists = "section.exists";

    /// <summary>The two sides of a protection relation never share a live section.</summary>
    public const string SectionMustBeReleased = "section.must-be-released";

    /// <summary>Somebody who would read no more owns or checks a commitment there that counts or is proposed (BR-32).</summary>
    public const string SectionReaderBound = "section.reader-bound";

    /// <summary>The director reads every section.</summary>
    public const string SectionDirectorMissing = "section.director-missing";

    /// <summary>Items cross over only into a section of released items.</summary>
    public const string SectionNotReleased = "section.not-released";

    /// <summary>A released item holds a word that a reader may not read.</summary>
    public const string SectionProtectedWord = "section.protected-word";

    /// <summary>The update inserts under somebody else's client id.</summary>
    public const string SectionForeignClient = "section.foreign-client";

    /// <summary>The update makes something that the section's schema does not know.</summary>
    public const string SectionSchema = "section.schema";

    /// <summary>The update, item or section is too large.</summary>
    public const string SectionTooLarge = "section.too-large";

    /// <summary>The bytes are no update.</summary>
    public const string SectionMalformed = "section.malformed";

    /// <summary>The update builds on something that the server does not have.</summary>
    public const string SectionMissingDependencies = "section.missing-dependencies";

    /// <summary>The link is not known.</summary>
    public const string WayInUnknown = "wayin.unknown";

    /// <summary>The code is wrong.</summary>
    public const string WayInWrongCode = "wayin.wrong-code";

    /// <summary>Too many wrong codes.</summary>
    public const string WayInLocked = "wayin.locked";

    /// <summary>The link is too old.</summary>
    public const string WayInExpired = "wayin.expired";

    /// <summary>The link was used.</summary>
    public const string WayInUsed = "wayin.used";

    /// <summary>No link is made for somebody whose score is still sealed: who makes the link could read and change it (BR-13).</summary>
    public const string WayInScoreSealed = "wayin.score-sealed";

    /// <summary>No link is made for somebody who is in other plans as the same: who makes the link would be them there too.</summary>
    public const string WayInOwnLink = "wayin.own-link";
}
