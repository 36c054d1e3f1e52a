using System.Security.Cryptography;
using System.Text;
using RoundTable.Domain.Ids;

namespace RoundTable.Domain.Plans;

/// <summary>Whose treatment a section is about. It comes in by its own professional only, who names the readers (BR-65).</summary>
/// <param name="Keeper">The professional: nobody else writes here, and nothing leaves or reaches others without them.</param>
/// <param name="About">Whose treatment it is.</param>
/// <param name="InMinutes">Whether it stands in the minutes of those who read it.</param>
public sealed record SectionTreatment(PersonId Keeper, PersonId About, bool InMinutes)
{
    private const int IdLength = 20;

    /// <summary>The section of a professional about a client, or null: one each.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="keeper">The professional.</param>
    /// <param name="about">The client.</param>
    public static Section? Find(FamilyPlan plan, PersonId keeper, PersonId about) =>
        plan.Sections.Find(s => s.Treatment is { } treatment && treatment.Keeper == keeper && treatment.About == about);

    /// <summary>
    /// The id of a section that is to be opened. It is nobody's to choose: with one of another plan its section could be shut. And nobody's to
    /// guess, as asking for it would tell whether it is there: so it follows from what is in no view (<see cref="Person.Subject"/>).
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="keeper">The professional.</param>
    /// <param name="about">The client.</param>
    internal static SectionId NewId(FamilyPlan plan, PersonId keeper, PersonId about)
    {
        var secret = $"{plan.Person(keeper)?.Subject}/{plan.Person(about)?.Subject}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{plan.Id}/{keeper}/{about}/{secret}"));
        return SectionId.From($"t-{Convert.ToHexStringLower(hash)[..IdLength]}");
    }
}
