using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Subjects;
using RoundTable.Server.Hosting;
using RoundTable.Server.Security;
using RoundTable.Sessions;

namespace RoundTable.Server.Rehearsal;

/// <summary>A plan without a family, and somebody who directs it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Section">Its circle.</param>
/// <param name="Session">The director's session token.</param>
/// <param name="DoorToken">The director's token for the section.</param>
internal sealed record Scene(PlanId Plan, SectionId Section, string Session, string DoorToken)
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    public static async Task<Scene> SetAsync(IServiceProvider services)
    {
        var random = services.GetRequiredService<IRandomBytes>();
        var grains = services.GetRequiredService<GrainHost>();
        var plan = new PlanId(random.Text(16));
        var section = new SectionId(random.Text(16));
        var director = Director(random);
        var caller = Caller.Server(director.Id);
        var opening = new OpenPlan(plan, "Repetitie", "Repetitie", "", director, section);
        if (await grains.Plan(plan).CallAsync(p => p.SetupAsync(caller, "rehearsal", opening)) is { } refusal)
            throw new InvalidOperationException($"The plan of the rehearsal was refused ({refusal.Code}).");

        var subject = grains.Subject(director.Subject);
        var wayIn = await subject.CallAsync(s => s.MakeWayInAsync(caller, WaysIn.ForFirstDirector("regisseur", Long)));
        var entered = Granted(await services.GetRequiredService<SubjectCalls>().EnterAsync(wayIn.Token, null, Long));
        var token = Granted(await subject.CallAsync(s => s.MakeDoorTokenAsync(entered.Session.Id, section, readOnly: false, Long)));
        return new(plan, section, entered.Token, token.Token);
    }

    private static T Granted<T>(Answer<T> answer)
        where T : class => answer.Value ?? throw new InvalidOperationException($"The director of the rehearsal was refused ({answer.Refusal!.Code}).");

    private static Person Director(IRandomBytes random) => new(
        new PersonId(random.Text(16)),
        new SubjectId(random.Text(16)),
        "Repetitie",
        PersonRole.CaseDirector,
        "Repetitie",
        Relation: null,
        AliasName: null,
        ShieldedFrom: [],
        HiddenFrom: [],
        Serves: null,
        Email: null,
        Phone: null,
        BirthDate: null);
}
