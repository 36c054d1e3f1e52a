using RoundTable.Domain.Ids;
using RoundTable.Domain.Sharing;

namespace RoundTable.Domain.Plans;

public sealed partial record FamilyPlan
{
    private static readonly LegalBasisId Supposed = new("supposed");

    /// <summary>
    /// The plan as it would be if this person had a ground for everything but treatment: what is made for them and held back
    /// until a ground comes. It is never stored, and lets nobody in.
    /// </summary>
    /// <param name="person">The person.</param>
    internal FamilyPlan AsIfGrounded(PersonId person) => this with
    {
        LegalBases = LegalBases.Add(new LegalBasisUse(Supposed, "", [person], "", "", Director, null, null, null, Today, Today)),
    };
}
