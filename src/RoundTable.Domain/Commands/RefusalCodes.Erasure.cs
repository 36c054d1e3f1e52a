namespace RoundTable.Domain.Commands;

/// <content>Erasure.</content>
public static partial class RefusalCodes
{
    /// <summary>The plan was erased: what was in it is gone.</summary>
    public const string PlanErased = "plan.erased";

    /// <summary>The family's name was not repeated as it stands in the plan: nothing was erased.</summary>
    public const string ErasureNotConfirmed = "erasure.not-confirmed";
}
