using System.Text.Encodings.Web;
using System.Text.Json;
using RoundTable.Domain.Emergencies;
using RoundTable.Domain.Events;
using RoundTable.Domain.Exports;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Permissions;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Properties;

/// <summary>Looks in the JSON of every view of every person for something that this person may not read, by the truth of the world.</summary>
internal static class Leaks
{
    private static readonly JsonSerializerOptions Readable = new(DomainJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first leak in words, or null.</summary>
    public static string? First(World world)
    {
        var plan = world.ShownPlan;
        var meeting = world.ShownMeeting;
        HashSet<PersonId> everybody = [.. plan.People.Select(p => p.Id)];
        foreach (var viewer in everybody)
        {
            var leak = Find("PlanView", PlanProjection.For(plan, viewer), viewer, Always(world, viewer).Concat(ScoresOfOthers(world)))
                ?? Find("MeetingView", MeetingProjection.For(meeting, plan, viewer, everybody), viewer, Always(world, viewer).Concat(Scores(world, viewer, inMinutes: false)));
            leak ??= Find("EmergencyView", InEmergency(world, plan, viewer), viewer, BehindEmergency(world, viewer));
            leak ??= InExport(world, plan, meeting, viewer, viewer) ?? InExport(world, plan, meeting, viewer, World.Director);
            if (leak is not null)
                return leak;
        }

        return MinutesComposer.Recipients(plan, meeting).Select(r => InMinutes(world, plan, meeting, r.Person) ?? InChildMinutes(world, plan, meeting, r.Person)).FirstOrDefault(l => l is not null);
    }

    // What lies before somebody who reads the minutes of a child together with it: nothing that they may not read themselves.
    private static string? InChildMinutes(World world, FamilyPlan plan, Meeting meeting, PersonId child)
    {
        var minutes = MinutesComposer.Compose(plan, meeting, world.Items, child, World.Now);
        if (!minutes.ForYoungChild || MinutesComposer.Check(plan, meeting, world.Items, minutes, child).Count > 0)
            return null;
        var (published, readers) = ReadTogether(plan, meeting, child);
        foreach (var reader in readers)
        {
            if (Together.Shown(published, minutes, reader, child) is not { } shown)
                continue;
            var secrets = Names(world, reader)
                .Concat(Texts(world, reader)).Concat(Items(world, reader)).Concat(Uncovered(world, reader)).Concat(Treatment(world))
                .Concat(Words(world, reader)).Concat(Sharing(world, reader)).Concat(Scores(world, reader, inMinutes: true));
            if (Find($"MinutesContent of {child}", shown, reader, secrets) is { } leak)
                return leak;
        }

        return null;
    }

    /// <summary>The plan when the child's minutes wait to be read together, and who may open them.</summary>
    public static (FamilyPlan Plan, IReadOnlyList<PersonId> Readers) ReadTogether(FamilyPlan plan, Meeting held, PersonId child)
    {
        var delivery = new NewDelivery(new DeliveryId("together"), child, false, true, Together: true, KnowAsMuch: Together.KnowAsMuch(plan, child, plan.Meeting(World.MeetingId)!, held));
        var published = plan.Apply(new MinutesPublished(new MinutesId("together"), World.MeetingId, [delivery], World.Now));
        return (published, [.. published.People.Select(p => p.Id).Where(p => Together.MayRead(published, p, published.Minutes[^1], child))]);
    }

    // As if everybody who may had just used emergency access.
    private static EmergencyView? InEmergency(World world, FamilyPlan plan, PersonId viewer)
    {
        var opened = PlanDecisions.Decide(plan, new OpenEmergency(new EmergencyId("emergency"), "Nood."), viewer, World.Now, CardLook.Unseen).Events.Aggregate(plan, (p, e) => p.Apply(e));
        return EmergencyProjection.For(opened, world.Items, viewer, World.Now);
    }

    // What stays closed in an emergency: names and words that are kept from the viewer, what is shielded, live tables of those
    // who are kept safe from the viewer, scores, consents, words of children.
    private static IEnumerable<string> BehindEmergency(World world, PersonId viewer)
    {
        var closed = world.Plan.Sections
            .Where(s => !Reads(world, viewer, s) && (s.Scope == SectionScope.Shielded
                || (s.Mode == SectionMode.Live && world.Relation.KeepsFrom(viewer) && world.Relation.Protected.Any(s.Audience.Contains))))
            .Select(s => s.Id).ToHashSet();
        return Names(world, viewer)
            .Concat(Words(world, viewer))
            .Concat(Sharing(world, viewer))
            .Concat(ScoresOfOthers(world))
            .Concat(Rooms(world, viewer))
            .Concat(world.Items.Where(i => closed.Contains(i.Section)).Select(i => FirstWord(i.Text)))
            .Concat(world.Plan.Commitments.Where(c => closed.Contains(c.Audience)).Select(c => FirstWord(c.Text)));
    }

    // What either of the two may not know. The person's own data are in it, and no secret there.
    private static string? InExport(World world, FamilyPlan plan, Meeting meeting, PersonId person, PersonId maker)
    {
        if (!PersonExportComposer.MayMake(plan, maker, person))
            return null;
        var export = PersonExportComposer.Compose(plan, [meeting], world.Items, new Dictionary<MinutesId, MinutesContent>(), [], person, maker, World.Now);
        var own = world.Plan.Person(person)!;
        var secrets = new[] { person, maker }.Distinct().SelectMany(reader => Always(world, reader))
            .Where(s => s != own.Email && s != own.Phone && s is not ("1999-09-09" or "2018-08-08"))
            .Concat(Explained(world, s => s.Score.Person != person || (maker != person && !IsRevealed(world, s))));
        return Find($"PersonExport of {person}", export, maker, secrets);
    }

    private static bool IsRevealed(World world, ScoreSealed given) =>
        world.Meeting.Room(given.Room).Rounds.Single(r => r.Number == given.Round) is { Revealed: not null } round && round.Scores[given.Score.Person].Seal == given.Score.Seal;

    private static IEnumerable<string> Explained(World world, Func<ScoreSealed, bool> which) => world.Sealed.Where(which).SelectMany(s => Explained(s.Score));

    // Items go past the guard of entry, so in minutes a protected word must be found by the last check instead.
    private static string? InMinutes(World world, FamilyPlan plan, Meeting meeting, PersonId recipient)
    {
        var minutes = MinutesComposer.Compose(plan, meeting, world.Items, recipient, World.Now);
        var blocked = MinutesComposer.Check(plan, meeting, world.Items, minutes, recipient).Count > 0;
        var secrets = Names(world, recipient)
            .Concat(Texts(world, recipient))
            .Concat(Items(world, recipient))
            .Concat(Treatment(world))
            .Concat(Gets(world, recipient) ? Uncovered(world, recipient) : [])
            .Concat(blocked ? [] : Words(world, recipient))
            .Concat(Scores(world, recipient, inMinutes: true));
        return Find("MinutesContent", minutes, recipient, secrets);
    }

    private static string? Find(string where, object? view, PersonId viewer, IEnumerable<string> secrets)
    {
        var json = JsonSerializer.Serialize(view, Readable);
        return secrets.Where(s => json.Contains(s, StringComparison.OrdinalIgnoreCase)).Select(s => $"{viewer} finds {s} in {where}: {json}").FirstOrDefault();
    }

    private static IEnumerable<string> Always(World world, PersonId viewer) =>
        Names(world, viewer).Concat(Texts(world, viewer)).Concat(Items(world, viewer)).Concat(Words(world, viewer)).Concat(Rooms(world, viewer)).Concat(Sharing(world, viewer));

    private static IEnumerable<string> Names(World world, PersonId viewer)
    {
        foreach (var person in world.Plan.People.Where(p => p.Id != viewer))
        {
            yield return person.Email!;
            if (person.Id != World.Director)
                yield return person.Phone!;
            var hidden = person.HiddenFrom.Contains(viewer);
            if (hidden)
            {
                yield return $"\"{person.Id}\"";
                yield return person.AliasName!;
            }

            if (hidden || person.ShieldedFrom.Contains(viewer))
            {
                yield return person.Name;
                yield return person.Organisation ?? person.Name;
                yield return person.Relation ?? person.Name;
            }
        }

        yield return "1999-09-09";
        yield return "2018-08-08";
    }

    private static IEnumerable<string> Texts(World world, PersonId viewer)
    {
        var unread = world.Plan.Sections.Where(s => !s.Names(viewer)).Select(s => s.Id).ToHashSet();
        foreach (var section in unread)
            yield return $"\"{section}\"";
        foreach (var c in world.Plan.Commitments.Where(c => unread.Contains(c.Audience)))
        {
            yield return $"\"{c.Id}\"";
            yield return FirstWord(c.Text);
            if (c.Remark is not null)
                yield return FirstWord(c.Remark);
            if (c.ResultRemark is not null)
                yield return FirstWord(c.ResultRemark);
            if (c.EndReason is not null)
                yield return FirstWord(c.EndReason);
        }

        // Of those whom somebody must not meet: what they answered, and none of their words.
        foreach (var (by, words) in world.Plan.Commitments.SelectMany(c => new[] { ((PersonId?)c.Owner, c.Remark), (c.ResultBy, c.ResultRemark), (c.EndedBy, c.EndReason) }))
        {
            if (by is { } author && words is not null && viewer != World.Director && AreApart(world, viewer, author))
                yield return FirstWord(words);
        }
    }

    private static bool AreApart(World world, PersonId one, PersonId other) =>
        (world.Relation.Protected.Contains(one) && world.Relation.KeepsFrom(other)) || (world.Relation.Protected.Contains(other) && world.Relation.KeepsFrom(one));

    private static IEnumerable<string> Items(World world, PersonId viewer) =>
        world.Items.Where(i => !world.Plan.Section(i.Section)!.Names(viewer)).Select(i => FirstWord(i.Text));

    // Minutes that wait for a ground are made before there is one; who has a ground gets nothing of which it is not about.
    private static bool Gets(World world, PersonId recipient) => HasGround(world, recipient, DataCategory.Agreements);

    private static IEnumerable<string> Uncovered(World world, PersonId viewer) =>
        from item in world.Items
        let section = world.Plan.Section(item.Section)!
        where section.Treatment?.Keeper != viewer && !section.Holds.All(category => HasGround(world, viewer, category))
        select FirstWord(item.Text);

    private static IEnumerable<string> Treatment(World world) =>
        world.Items.Where(i => world.Plan.Section(i.Section)!.Treatment is { InMinutes: false }).Select(i => FirstWord(i.Text));

    private static bool Reads(World world, PersonId viewer, Section section) =>
        section.Names(viewer) && (section.Treatment?.Keeper == viewer || section.Holds.All(category => HasGround(world, viewer, category)));

    private static bool HasGround(World world, PersonId person, DataCategory category) =>
        person == World.Director || !PermissionTable.NeedsBasis(world.Plan.Person(person)!.Role)
        || world.Plan.LegalBases.Exists(b => b.To.Contains(person) && (b.Categories?.Contains(category) ?? category != DataCategory.Treatment))
        || world.Plan.Consents.Exists(c => c.To.Contains(person) && c.Categories.Contains(category) && ConsentRules.Counts(world.Plan, c));

    private static IEnumerable<string> Words(World world, PersonId viewer) =>
        viewer != World.Director && world.Relation.KeepsFrom(viewer) ? world.Relation.ProtectedWords : [];

    private static IEnumerable<string> Rooms(World world, PersonId viewer) =>
        world.Plan.Meeting(World.MeetingId)?.Rooms.Where(r => !r.Participants.Contains(viewer)).Select(r => $"\"{r.Id}\"") ?? [];

    // Consents of others, and words that a child did not release to this person, by the truth of the world.
    private static IEnumerable<string> Sharing(World world, PersonId viewer)
    {
        foreach (var words in world.Plan.ChildWords.Where(w => w.Child != viewer && !w.ReleasedTo.Contains(viewer)))
        {
            yield return $"\"{words.Id}\"";
            yield return FirstWord(words.Text);
        }

        foreach (var consent in world.Plan.Consents.Where(c => viewer != World.Director && !c.About.Contains(viewer) && !c.IsGivenBy(viewer) && !c.About.Any(child => HasAuthority(world, viewer, child))))
        {
            yield return $"\"{consent.Id}\"";
            yield return FirstWord(consent.Purpose);
        }
    }

    private static bool HasAuthority(World world, PersonId parent, PersonId child) =>
        world.Plan.Relations.Exists(r => r.Kind == RelationKind.AuthorityOver && r.Of == parent && r.To == child);

    private static IEnumerable<string> ScoresOfOthers(World world) => world.Sealed.SelectMany(s => Explained(s.Score));

    // What this person may not read of the scores: before the reveal all but their own, after it what is withheld or another room's.
    private static IEnumerable<string> Scores(World world, PersonId viewer, bool inMinutes)
    {
        foreach (var given in world.Sealed)
        {
            var score = given.Score;
            var round = world.Meeting.Room(given.Room).Rounds.Single(r => r.Number == given.Round);
            var replaced = round.Scores[score.Person].Seal != score.Seal;
            var seat = world.Plan.Meeting(World.MeetingId)!.Room(given.Room)!.Participants.Contains(viewer)
                && (viewer == World.Director || world.Plan.Person(viewer)!.Role == PersonRole.Interpreter || world.SeatedAtOpening[(given.Room, given.Round)].Contains(viewer));
            var shown = round.Revealed is not null && seat && (score.Visibility == ScoreVisibility.Everyone || viewer == World.Director || viewer == score.Person);
            if (replaced || !(shown || (viewer == score.Person && !inMinutes)))
            {
                foreach (var secret in Explained(score))
                    yield return secret;
            }
        }
    }

    private static IEnumerable<string> Explained(SealedScore score) =>
        new[] { score.Why, score.OneHigher, score.PassReason }.OfType<string>().Select(FirstWord).Append(score.Nonce).Append(score.Seal);

    private static string FirstWord(string text) => text.Split(' ')[0];
}
