using Microsoft.Extensions.Options;
using RoundTable.Domain.Commands;
using RoundTable.Grains;
using RoundTable.Grains.Hosting;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Server.Hosting;
using RoundTable.Server.Security;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Server.Demo;

/// <summary>
/// Brings the fictional families into the journal through the real grains and rules. Each step has an operation id of its
/// own, so a start that was interrupted is finished by the next, and a second start changes nothing that people did.
/// </summary>
internal sealed class DemoLoader(
    GrainHost grains, PlanArranging arranging, SectionCalls sections, DemoLinks links, IOptions<RoundTableOptions> options, TimeProvider time)
{
    /// <returns>Everybody's link.</returns>
    /// <exception cref="InvalidDataException">A rule refuses something of the casebook.</exception>
    public async Task<IReadOnlyList<DemoLink>> LoadAsync(CancellationToken ct)
    {
        var known = await links.ReadAsync(ct);
        if (known.Count == 0)
        {
            var made = new List<DemoLink>();
            foreach (var from in Casebook.Load().Cases)
            {
                var family = DemoFamilies.Make(from, time.GetUtcNow());
                await LoadAsync(family);
                made.AddRange(await InviteAsync(family));
            }

            known = made;
        }

        await links.WriteAsync(known, ct);
        return known;
    }

    private async Task LoadAsync(DemoFamily family)
    {
        var server = Caller.Server(family.Director.Id);
        var step = 0;
        foreach (var setup in family.Setups)
        {
            var operation = $"demo-setup-{step++}";
            Check(await arranging.SetupAsync(server, family.Plan, operation, setup), setup);
        }

        foreach (var item in family.Items)
            await WriteAsync(family, item);
        var director = new Caller(family.Director.Id, family.Director.Role, family.Director.Subject, "");
        foreach (var commitment in family.Commitments)
            Check(await arranging.CommandAsync(director, family.Plan, $"demo-{commitment.Id}", commitment), commitment);
    }

    private async Task WriteAsync(DemoFamily family, DemoItem item)
    {
        var section = new SectionKey(family.Plan, item.Section);
        if ((await sections.ItemsAsync(section)).Any(there => there.Id == item.Id))
            return;
        var card = new CardItem(item.Id, item.Column, item.Kind, item.Speaker, Author: null, item.Order, Withdrawn: false, item.Text);
        Check(await sections.WriteAsync(section, Caller.Server(item.Author), card), item);
    }

    private async Task<IReadOnlyList<DemoLink>> InviteAsync(DemoFamily family)
    {
        var plan = await grains.Plan(family.Plan).CallAsync(p => p.StateAsync());
        var made = new List<DemoLink>();
        foreach (var guest in family.Guests)
        {
            var request = WaysIn.For(plan, guest.Person, options.Value.SignIn.Invitation);
            var wayIn = await grains.Subject(guest.Person.Subject)
                .CallAsync(subject => subject.MakeWayInAsync(Caller.Server(family.Director.Id), request));
            made.Add(new(guest.Person.Name, guest.Person.Relation!, family.Case, links.LinkFor(wayIn.Token), wayIn.Code!));
        }

        return made;
    }

    private static void Check(Refusal? refusal, object step)
    {
        if (refusal is not null)
            throw new InvalidDataException($"The rules refuse a step of the demo ({refusal.Code}): {step.GetType().Name}.");
    }
}
