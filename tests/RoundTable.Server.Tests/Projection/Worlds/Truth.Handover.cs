using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <content>
/// One director at a time (BR-01). Who takes over reads every section but treatment, and chairs; who was it keeps their seat and what
/// they read as anybody else, what was sent to them, and what they wrote, and no treatment, and nothing that is the director's.
/// </content>
internal sealed partial class Truth
{
    private static readonly PersonRole[] Colleagues = [PersonRole.CaseDirector, PersonRole.ProcessDirector, PersonRole.BehaviouralExpert];

    /// <summary>Who was the director when the minutes were sent; null before.</summary>
    public PersonId? DirectorThen { get; set; }

    public void HandOver(PersonId to)
    {
        var former = Director;
        Director = to;
        foreach (var (section, readers) in Readers)
        {
            if (!Treatments.TryGetValue(section, out var treatment))
                readers.Add(to);
            else if (treatment.Keeper != former)
                readers.Remove(former);
        }

        if (IsClosed || Rooms.Count == 0)
            return;
        InvitedWithoutSeat.Remove(to);
        foreach (var room in Rooms.Values.Where(room => room.People.Add(to)))
            room.After[to] = room.Round;
    }

    /// <summary>Whether somebody judges an emergency: the director, and a colleague where the director used it; nobody their own.</summary>
    public bool MayJudge(PersonId person, Emergency use) => TakesPart(person) && person != use.By
        && (person == Director || (use.By == Director && Colleagues.Contains(this[person].Role)));
}
