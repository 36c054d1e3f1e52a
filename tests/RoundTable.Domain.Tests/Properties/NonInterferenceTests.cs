using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Properties;

/// <summary>What somebody may not know makes no difference to a single byte that they get.</summary>
public class NonInterferenceTests
{
    [Fact]
    public void UnrevealedScore_OfAnyValue_ChangesNoByteForAnybodyElse() =>
        Prop.ForAll(ArbMap.Default.ArbFor<WorldSpec>(), spec =>
        {
            var world = new World(spec, Dropped.None);
            foreach (var room in world.Meeting.Rooms.Values.Where(r => r.Round is { Revealed: null }))
            {
                foreach (var score in room.Round!.InOrder.Take(2))
                {
                    var other = new ScoreSealed(room.Id, room.Round.Number, score with
                    {
                        Value = score.Value is 3 ? null : 3,
                        PassReason = "anders",
                        Why = "anders",
                        Visibility = ScoreVisibility.DirectorOnly,
                        Seal = "anders",
                        At = World.Now.AddMinutes(7),
                    });
                    AssertSame(world, world.Plan, world.Meeting.Apply(other), [], p => p != score.Person);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void UnreadSection_WhateverIsInIt_ChangesNoByteForOthers() =>
        Prop.ForAll(ArbMap.Default.ArbFor<WorldSpec>(), spec =>
        {
            var world = new World(spec, Dropped.None);
            foreach (var section in world.Plan.Sections)
            {
                var proposal = new ProposeCommitment(
                    new CommitmentId("extra"), "Extra.", section.Audience[0], null, CommitmentKind.Action, new DateOnly(2026, 3, 3), null, section.Id);
                var plan = PlanDecisions.Decide(world.Plan, proposal, World.Director, World.Now, CardLook.Unseen).Events.Aggregate(world.Plan, (p, e) => p.Apply(e));
                var item = new CardItemText(section.Id, new ItemId("extra"), CardColumn.Danger, ItemKind.Fact, null, World.Director, -1, "Extra.");
                AssertSame(world, plan, world.Meeting, [item], p => !section.Names(p));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void OtherRoom_WhateverHappensInIt_ChangesNoByteOfTheMeetingForOthers() =>
        Prop.ForAll(ArbMap.Default.ArbFor<WorldSpec>(), spec =>
        {
            var world = new World(spec, Dropped.None);
            HashSet<PersonId> everybody = [.. world.Plan.People.Select(p => p.Id)];
            foreach (var room in world.Plan.Meeting(World.MeetingId)!.Rooms)
            {
                var meeting = world.Meeting
                    .Apply(new PersonArrived(room.Id, World.Director, World.Now))
                    .Apply(new PersonAdmitted(room.Id, World.Director, World.Now))
                    .Apply(new PhaseMoved(room.Id, MeetingPhase.ReadBack, World.Now))
                    .Apply(new ScoreRoundOpened(room.Id, 99, "?", "0", "10", room.Participants, World.Now));
                foreach (var viewer in everybody.Where(p => !room.Participants.Contains(p)))
                {
                    Assert.Equal(
                        Json(MeetingProjection.For(world.Meeting, world.Plan, viewer, everybody)),
                        Json(MeetingProjection.For(meeting, world.Plan, viewer, everybody)));
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    // Whether an organisation has a ground is no answer to a question of anybody but the director (L10).
    [Fact]
    public void GroundOfOthers_RunningOrEnded_ChangesNoAnswerToAProposal() =>
        Prop.ForAll(ArbMap.Default.ArbFor<WorldSpec>(), spec =>
        {
            var plan = new World(spec, Dropped.None).Plan;
            var people = plan.People.Select(p => p.Id).ToList();
            foreach (var actor in people.Where(p => p != World.Director).Take(3))
            {
                var without = plan.Consents.Where(c => !c.To.Contains(actor)).Aggregate(plan, (p, c) => p.Apply(new ConsentWithdrawn(c.Id, c.About[0], World.Now.AddDays(-1))));
                without = plan.LegalBases.Where(b => !b.To.Contains(actor)).Aggregate(without, (p, b) => p.Apply(new LegalBasisEnded(b.Id, "", World.Now.AddDays(-1))));
                foreach (var (section, owner, checker) in from s in plan.Sections from o in people from c in people select (s, o, c))
                {
                    var proposal = new ProposeCommitment(new CommitmentId("asked"), "", owner, checker, CommitmentKind.Action, new DateOnly(2026, 3, 3), null, section.Id);
                    Assert.Equal(Answer(plan, actor, proposal), Answer(without, actor, proposal));
                    Assert.Equal(Answer(plan, actor, proposal with { Text = "Vraag." }), Answer(without, actor, proposal with { Text = "Vraag." }));
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    private static string? Answer(FamilyPlan plan, PersonId actor, PlanCommand command) =>
        PlanDecisions.Decide(plan, command, actor, World.Now, CardLook.Unseen).Refusal is { } refusal ? $"{refusal.Code} {string.Join(' ', refusal.About)}" : null;

    [Fact]
    public void WordsOfAChild_ReleasedToNobody_ChangeNoByteForAnybodyElse() =>
        Prop.ForAll(ArbMap.Default.ArbFor<WorldSpec>(), spec =>
        {
            var world = new World(spec, Dropped.None);
            foreach (var child in world.Plan.People.Where(p => p.Role == PersonRole.Child))
            {
                var words = new ChildWords(new ChildWordsId("extra"), child.Id, ChildWordsKind.Statement, "Extra.", [], ReadFirst: false, new DateOnly(2026, 2, 12));
                var plan = world.Plan.Apply(new ChildWordsWritten(words, World.Now));
                AssertSame(world, plan, world.Meeting, [], p => p != child.Id);
                AccessEntry[] log = [new(new DateOnly(2026, 2, 12), child.Id, AccessAction.Changed, AccessSubject.ChildWords, words.Id.Value)];
                foreach (var viewer in plan.People.Where(p => p.Id != child.Id))
                    Assert.Empty(AccessProjection.For(plan, viewer.Id, log));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    private static void AssertSame(World world, FamilyPlan plan, Meeting meeting, CardItemText[] more, Func<PersonId, bool> viewers)
    {
        HashSet<PersonId> everybody = [.. world.Plan.People.Select(p => p.Id)];
        foreach (var viewer in everybody.Where(viewers))
        {
            Assert.Equal(Json(PlanProjection.For(world.Plan, viewer)), Json(PlanProjection.For(plan, viewer)));
            Assert.Equal(
                Json(MeetingProjection.For(world.Meeting, world.Plan, viewer, everybody)),
                Json(MeetingProjection.For(meeting, plan, viewer, everybody)));
            Assert.Equal(
                Json(MinutesComposer.Compose(world.Plan, world.Meeting, world.Items, viewer, World.Now)),
                Json(MinutesComposer.Compose(plan, meeting, [.. world.Items, .. more], viewer, World.Now)));
        }
    }

    private static string Json(object? view) => JsonSerializer.Serialize(view, DomainJson.Options);
}
