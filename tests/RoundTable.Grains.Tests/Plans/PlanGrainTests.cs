using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains.Plans;
using RoundTable.Sessions;

namespace RoundTable.Grains.Tests.Plans;

public sealed class PlanGrainTests : IAsyncLifetime
{
    private static readonly CommitmentId Promise = CommitmentId.From("c-1");
    private TestTable _table = null!;

    public async ValueTask InitializeAsync() => _table = await TestFamily.StartAsync(protection: true);

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Command_InOneSidesAudience_ReachesThatSideOnly()
    {
        var nadia = await WatchAsync(TestFamily.Nadia);
        var mark = await WatchAsync(TestFamily.Mark);

        Assert.Null(await AskAsync(TestFamily.Director, "op-1", Proposal()));

        Assert.Equal(Promise, Assert.Single((await nadia.NextAsync<PlanView>()).Commitments).Id);
        Assert.Empty(mark.Heard);
    }

    [Fact]
    public async Task Command_Repeated_IsCarriedOutOnceAlsoAfterARestart()
    {
        Assert.Null(await AskAsync(TestFamily.Director, "op-1", Proposal()));
        await _table.RestartAsync();

        Assert.Null(await AskAsync(TestFamily.Director, "op-1", Proposal()));

        Assert.Single((await StateAsync()).Commitments);
    }

    [Fact]
    public async Task Plan_ThatTakesLongerToReadThanActivationMay_OpensAsLongAsItGoesOn()
    {
        Assert.Null(await AskAsync(TestFamily.Director, "op-1", Proposal()));
        for (var i = 1; i <= 300; i++)
            Assert.Null(await AskAsync(TestFamily.Nadia, $"words-{i}", new RewordCommitment(Promise, i, $"Woorden {i}.", null, null, null)));
        await _table.RestartAsync();
        var (begin, longest) = (_table.Now, TimeSpan.FromSeconds(30));
        _table.Journal.OnRead = () => _table.Advance(longest / 300);

        Assert.Equal("Woorden 300.", Assert.Single((await StateAsync()).Commitments).Text);

        Assert.True(_table.Now - begin > 2 * longest);
    }

    [Fact]
    public async Task Command_BySomebodyOutsideThePlan_IsRefused()
    {
        var stranger = TestFamily.As(TestFamily.Nadia) with { Subject = SubjectId.From("s-stranger") };

        var refusal = await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.CommandAsync(stranger, "op-1", Proposal()));

        Assert.Equal(RefusalCodes.PlanNotAMember, refusal?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task Command_WithoutAnOperationId_IsRefused(string operation) =>
        Assert.Equal(SessionCodes.OperationMalformed, (await AskAsync(TestFamily.Director, operation, Proposal()))?.Code);

    [Fact]
    public async Task Setup_ByTheFamily_IsRefused()
    {
        var refusal = await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.SetupAsync(
            TestFamily.As(TestFamily.Nadia), "op-1", new SetScale(new Scale("Hoe veilig?", "onveilig", "veilig"))));

        Assert.Equal(RefusalCodes.PlanNotDirector, refusal?.Code);
    }

    [Fact]
    public async Task Open_APlanThatDoesNotExist_LooksLikeOneThatIsNotYours()
    {
        var answer = await _table.Host.Plan(PlanId.From("nowhere")).CallAsync(p => p.LookAsync(TestFamily.As(TestFamily.Nadia)));

        Assert.Equal(RefusalCodes.PlanNotAMember, answer.Refusal?.Code);
    }

    [Fact]
    public async Task Leave_HearsNothingMore()
    {
        var nadia = await WatchAsync(TestFamily.Nadia);
        await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.LeaveAsync(new ReaderId(TestFamily.Nadia.Value)));

        Assert.Null(await AskAsync(TestFamily.Director, "op-1", Proposal()));

        Assert.Empty(nadia.Heard);
    }

    [Fact]
    public async Task Index_KnowsThePlanOfAll()
    {
        var index = _table.Get<PlanIndex>();

        Assert.Equal([(TestFamily.Plan, TestFamily.Nadia)], await index.OfSubjectAsync(TestFamily.SubjectOf(TestFamily.Nadia)));
        Assert.Equal(TestFamily.Plan, await index.OfSectionAsync(TestFamily.HisSide.Section));
        Assert.Equal(TestFamily.Plan, await index.OfMeetingAsync(TestFamily.Meeting));
        Assert.Null(await index.OfSectionAsync(SectionId.From("nowhere")));
    }

    [Fact]
    public async Task Index_AnIdThatTwoPlansClaim_BelongsToNeither()
    {
        var other = PlanId.From("plan-b");
        var director = TestFamily.Person(PersonId.From("p-other"), "Tom Haverkort", PersonRole.CaseDirector);
        Assert.Null(await _table.Host.Plan(other).CallAsync(p => p.SetupAsync(
            Caller.Server(director.Id), "op-1", new OpenPlan(other, "B", "Wilgendam", "", director, TestFamily.HisSide.Section))));

        Assert.Null(await _table.Get<PlanIndex>().OfSectionAsync(TestFamily.HisSide.Section));
    }

    private static ProposeCommitment Proposal() => new(
        Promise, "Ik bel als ik bang ben", TestFamily.Nadia, TestFamily.Director, CommitmentKind.SafetyRule, new DateOnly(2026, 4, 1), null, TestFamily.HerSide.Section);

    private Task<Refusal?> AskAsync(PersonId person, string operation, PlanCommand command) =>
        _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.CommandAsync(TestFamily.As(person), operation, command));

    private Task<FamilyPlan> StateAsync() => _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync());

    private async Task<Viewer> WatchAsync(PersonId person)
    {
        var viewer = new Viewer();
        Assert.NotNull((await _table.Host.Plan(TestFamily.Plan)
            .CallAsync(p => p.OpenAsync(TestFamily.As(person), new ReaderId(person.Value), viewer))).Value);
        return viewer;
    }

    private sealed class Viewer : Inbox, IPlanObserver
    {
        public void PlanChanged(PlanView view) => Hear(view);

        public void PlanShut(PlanId plan, Refusal refusal) => Hear(refusal);
    }
}
