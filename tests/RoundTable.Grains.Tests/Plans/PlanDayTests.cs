using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains.Plans;
using RoundTable.Journal;
using RoundTable.Sessions;

namespace RoundTable.Grains.Tests.Plans;

/// <summary>Birthdays and ends of consents, on the day itself (BR-22, BR-61, G03): access on live connections changes and tasks appear.</summary>
public sealed class PlanDayTests : IAsyncLifetime
{
    private static readonly PersonId Child = PersonId.From("p-child");
    private static readonly PersonId Clinic = PersonId.From("p-clinic");
    private static readonly ConsentId Consent = ConsentId.From("consent");
    private TestTable _table = null!;
    private DateOnly _today;

    public async ValueTask InitializeAsync()
    {
        _table = await TestTable.StartAsync();
        _today = DutchTime.Day(_table.Now);
        await TestFamily.MakeAsync(_table, protection: false);
        var born = _today.AddDays(3).AddYears(-16);
        await SetupAsync(new AddPerson(TestFamily.Person(Child, "Yara", PersonRole.Child) with { BirthDate = born }, true));
        await SetupAsync(new AddPerson(TestFamily.Person(Clinic, "Peter Nouwens", PersonRole.Professional) with { Organisation = "Het Baken" }, true));
        await SetupAsync(new SetRelation(new Relation(RelationId.From("r"), RelationKind.AuthorityOver, TestFamily.Nadia, Child, _today, null)));
        await SetupAsync(new AskConsent(new Consent(
            Consent, ConsentKind.LiftSecrecy, [Child], [Clinic], [DataCategory.Safety], "De veiligheid volgen.", null, _today, _today.AddDays(300), 1, [], null, null)));
        await SetupAsync(new RecordConsent(Consent, TestFamily.Nadia, ConsentMedium.Paper, null));
        await SetupAsync(new RecordConsent(Consent, Child, ConsentMedium.Paper, null));
    }

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Birthday_IsScheduledForItsMidnightInTheNetherlands()
    {
        Assert.Empty(await TakeDaysAsync(DutchTime.Begin(_today.AddDays(3)) - TimeSpan.FromSeconds(1)));

        var due = Assert.Single(await TakeDaysAsync(DutchTime.Begin(_today.AddDays(3))));

        Assert.Equal(TestFamily.Plan, PlanDue.PlanOf(due.Work));
        Assert.Equal(_today.AddDays(3), DutchTime.Day(due.Work.DueAt));
        Assert.Equal(_today.AddDays(2), DutchTime.Day(due.Work.DueAt - TimeSpan.FromTicks(1)));
    }

    [Fact]
    public async Task Sixteenth_OnTheDay_MakesATaskAndTheChildAloneDecides()
    {
        var director = await WatchAsync(TestFamily.Director);
        _table.Advance(DutchTime.Begin(_today.AddDays(3)) - _table.Now);

        Assert.Null(await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.BeginDayAsync()));

        var view = await director.NextAsync<PlanView>();
        Assert.Contains(view.Tasks, t => t.Kind == TaskKind.ChildTurned && t.Age == 16 && t.Person == Child);
        Assert.Null(await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.CommandAsync(
            TestFamily.As(Child), "withdraw", new Domain.Commands.WithdrawConsent(Consent))));
        Assert.False(Access.Has(await StateAsync(), Clinic));
    }

    [Fact]
    public async Task Reminder_ThatFoundNoGround_IsDueAgainWhenThereIsOne()
    {
        var ground = new LegalBasisUse(LegalBasisId.From("ground"), "directly-involved", [Clinic], "Nodig.", "Niet meer.", TestFamily.Director, null, _today, null, _today, null);
        await SetupAsync(new UseLegalBasis(ground));
        await SetupAsync(new PublishMinutes(MinutesId.From("mi"), TestFamily.Meeting, [new NewDelivery(DeliveryId.From("de"), Clinic, true, false)]));
        await SetupAsync(new RecordDelivery(DeliveryId.From("de"), DeliveryState.Sent));
        await SetupAsync(new EndLegalBasis(ground.Id, "Niet meer nodig."));
        _table.Advance(TimeSpan.FromDays(10));
        foreach (var due in await TakeRemindersAsync())
            await _table.Journal.CompleteAsync(due);

        await SetupAsync(new UseLegalBasis(ground with { Id = LegalBasisId.From("again") }));

        Assert.Equal("de", Assert.Single(await TakeRemindersAsync()).Work.Key);
        await SetupAsync(new UseLegalBasis(ground with { Id = LegalBasisId.From("more") }));
        Assert.Empty(await TakeRemindersAsync());
    }

    private async Task<IReadOnlyList<LeasedWork>> TakeRemindersAsync() =>
        await _table.Journal.TakeDueAsync(PlanDue.RemindKind, _table.Now, TimeSpan.FromMinutes(1), 8);

    [Fact]
    public async Task EndOfAConsent_OnTheDayAfter_ShutsLiveConnections()
    {
        var clinic = TestFamily.As(Clinic);
        var plan = await WatchAsync(Clinic);
        var section = new TestReader(_table, Clinic, 100);
        Assert.Null((await section.OpenAsync(TestFamily.Circle)).Refusal);
        _table.Advance(DutchTime.Begin(_today.AddDays(301)) - _table.Now);

        await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.BeginDayAsync());

        Assert.Equal("plan.not-a-member", (await plan.NextAsync<Domain.Commands.Refusal>()).Code);
        await section.NextAsync<Shut>();
        Assert.Equal("plan.no-basis", (await _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.LookAsync(clinic))).Refusal?.Code);
    }

    [Fact]
    public async Task DaysThatPassedWhileTheServerWasDown_CountFromItsStart()
    {
        _table.Advance(TimeSpan.FromDays(400));
        await _table.RestartAsync();

        Assert.False(Access.Has(await StateAsync(), Clinic));
        Assert.Equal(DutchTime.Day(_table.Now), (await StateAsync()).Today);
    }

    private async Task<Viewer> WatchAsync(PersonId person)
    {
        var viewer = new Viewer();
        Assert.NotNull((await _table.Host.Plan(TestFamily.Plan)
            .CallAsync(p => p.OpenAsync(TestFamily.As(person), new ReaderId(person.Value), viewer))).Value);
        return viewer;
    }

    private ValueTask<IReadOnlyList<LeasedWork>> TakeDaysAsync(DateTimeOffset at) =>
        _table.Journal.TakeDueAsync(PlanDue.DayKind, at, TimeSpan.FromMinutes(1), 10, TestContext.Current.CancellationToken);

    private Task<FamilyPlan> StateAsync() => _table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync());

    private async Task SetupAsync(PlanSetup setup) => Assert.Null(await _table.Host.Plan(TestFamily.Plan).CallAsync(
        p => p.SetupAsync(Caller.Server(TestFamily.Director), $"day-{setup.GetHashCode()}", setup)));

    private sealed class Viewer : Inbox, IPlanObserver
    {
        public void PlanChanged(PlanView view) => Hear(view);

        public void PlanShut(PlanId plan, Domain.Commands.Refusal refusal) => Hear(refusal);
    }
}
