using RoundTable.Domain.Ids;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Server.Mail;
using RoundTable.Server.Tests.Projection.Worlds;

namespace RoundTable.Server.Tests.Projection.Guards;

/// <summary>What mail would be that says what it is about: the name of the family stands in the subject.</summary>
internal sealed class TalkativeMail(MailBag bag, Func<PartsOfServer> server) : IMailTransport
{
    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        // The plan is the first thing that a world names.
        var world = Marks.In(mail.To.Address).Single().World;
        var plan = await server().Get<GrainHost>().Plan(PlanId.From(Marks.Of(world, 0))).CallAsync(p => p.StateAsync(), ct);
        await bag.SendAsync(mail with { Subject = $"Gezin {plan.FamilyName}" }, ct);
    }
}
