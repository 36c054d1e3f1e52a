using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>Emergency steps (L7, decision 0040): away from whoever is the danger, and from who could tell them.</content>
internal sealed partial class Truth
{
    /// <summary>Whether an emergency step is kept from somebody; nobody's own step is, and none from the director.</summary>
    public bool IsKeptFromStep(PersonId viewer, PersonId owner, PersonId by, SectionId section)
    {
        PersonId[] own = [owner, by];
        if (viewer == Director || own.Contains(viewer))
            return false;
        var makers = EyesOf(by).ToList();
        return EyesOf(viewer).Except(own).Any(eye => Keepings.Exists(k => k.KeepsFrom(eye) && Stops(k)) || Dangers.Exists(d => d.Of == eye && Counts(d.To)));

        // Whoever is kept away themselves, or works for somebody who is, learns nothing from what becomes of their own step.
        bool Stops(Keeping keeping) => !makers.Exists(keeping.KeepsFrom) || makers.Exists(keeping.Protected.Contains);

        bool Counts(PersonId endangered) =>
            (makers.Contains(endangered) || !makers.Exists(maker => Dangers.Contains((maker, endangered))))
            && (this[endangered].Role != PersonRole.Child || endangered == owner || Readers[section].Contains(endangered));
    }
}
