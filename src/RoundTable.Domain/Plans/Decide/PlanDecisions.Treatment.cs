using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Plans;

public static partial class PlanDecisions
{
    private static Decision<PlanEvent> Share(FamilyPlan plan, ShareTreatment c, PersonId actor, CardLook look)
    {
        if (!Treats(plan, actor, c.About))
            return Narrow(plan, c, actor);
        if (!c.Readers.All(r => Visibility.Knows(plan, actor, r)))
            return Decision<PlanEvent>.No(RefusalCodes.PlanPersonUnknown);
        PersonId[] audience = [.. new[] { actor, plan.Director }.Concat(c.Readers).Distinct()];
        if (SectionRules.MustBeReleased(plan, audience) || !audience.All(reader => Visibility.Knows(plan, reader, c.About)))
            return Decision<PlanEvent>.No(RefusalCodes.TreatmentReadersApart);
        var treatment = new SectionTreatment(actor, c.About, c.InMinutes);
        if (SectionTreatment.Find(plan, actor, c.About) is not { } before)
            return Decision<PlanEvent>.Of(new SectionOpened(new Section(SectionTreatment.NewId(plan, actor, c.About), SectionScope.Shielded, SectionMode.Live, audience, Treatment: treatment)));

        // They hear no more than that these people cannot read it together.
        if (CheckNewcomers(plan, actor, before, audience, look) is { } unfit)
            return unfit.Code == RefusalCodes.PlanLookAgain ? unfit : new Refusal(RefusalCodes.TreatmentReadersApart);
        return before.Treatment == treatment && before.Mode == SectionMode.Live && before.Audience.ToHashSet().SetEquals(audience)
            ? Decision<PlanEvent>.Nothing
            : Decision<PlanEvent>.Of(new SectionChanged(before with { Mode = SectionMode.Live, Audience = audience, Treatment = treatment }));
    }

    // Whose work for somebody ended lets nobody in any more, and can still take away what they let in themselves.
    private static Decision<PlanEvent> Narrow(FamilyPlan plan, ShareTreatment c, PersonId actor)
    {
        if (SectionTreatment.Find(plan, actor, c.About) is not { Treatment: { } treatment } before
            || !c.Readers.All(before.Names) || (c.InMinutes && !treatment.InMinutes))
        {
            return Decision<PlanEvent>.No(RefusalCodes.TreatmentNotTheirs);
        }

        PersonId[] audience = [.. before.Audience.Where(p => p == actor || p == plan.Director || c.Readers.Contains(p))];
        return audience.Length == before.Audience.Count && c.InMinutes == treatment.InMinutes
            ? Decision<PlanEvent>.Nothing
            : Decision<PlanEvent>.Of(new SectionChanged(before with { Audience = audience, Treatment = treatment with { InMinutes = c.InMinutes } }));
    }

    /// <summary>Whether this person may decide about treatment content of another: a professional who works for them today (BR-65).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="person">The professional.</param>
    /// <param name="client">Whose treatment.</param>
    internal static bool Treats(FamilyPlan plan, PersonId person, PersonId client) =>
        person != client
        && Access.Of(plan, person, Thing.Treatment).Do
        && Visibility.Knows(plan, person, client)
        && plan.Stands(RelationKind.Serves, person, client);
}
