namespace RoundTable.Domain.Commands;

public static partial class RefusalCodes
{
    /// <summary>Somebody is kept safe from the new director, or from somebody for whom they work.</summary>
    public const string HandoverKeptFrom = "handover.kept-from";

    /// <summary>The new director let treatment of a client of theirs into the plan.</summary>
    public const string HandoverTreats = "handover.treats";

    /// <summary>The new director's organisation has no ground today, so that they could not open the plan to accept.</summary>
    public const string HandoverNoBasis = "handover.no-basis";

    /// <summary>The new director may not know somebody in the plan, or not by their name.</summary>
    public const string HandoverPersonHidden = "handover.person-hidden";

    /// <summary>A meeting is planned with somebody who may not know the new director, who would chair it.</summary>
    public const string HandoverSeatHidden = "handover.seat-hidden";

    /// <summary>Something stands in a section that the new director may not read.</summary>
    public const string HandoverProtectedWord = "handover.protected-word";

    /// <summary>It cannot be offered to this person as things are; why is kept from the present director too.</summary>
    public const string HandoverNotToThem = "handover.not-to-them";

    /// <summary>It cannot be taken over as things are; why is for the present director to hear, if they may know it.</summary>
    public const string HandoverNotPossible = "handover.not-possible";
}
