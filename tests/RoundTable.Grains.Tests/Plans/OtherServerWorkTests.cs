using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Tests.Meetings;
using RoundTable.Journal;

namespace RoundTable.Grains.Tests.Plans;

/// <summary>A server that takes due work of which it has not heard why.</summary>
public sealed class OtherServerWorkTests : IAsyncLifetime
{
    private TestTable _here = null!;
    private TestTable _there = null!;

    public async ValueTask InitializeAsync()
    {
        _here = await TestTable.StartAsync();
        await TestFamily.MakeAsync(_here, protection: false);
        _there = await _here.StartOtherAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
    }

    [Fact]
    public async Task Compose_OfAMeetingClosedElsewhere_ComposesTheMinutes()
    {
        await new TestSeat(_there, TestFamily.Nadia).OpenAsync();
        await CloseAsync();

        Assert.Equal(1, await _there.Get<MinutesComposing>().RunDueAsync());

        Assert.Single((await _there.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Minutes);
    }

    [Fact]
    public async Task Compose_OfAMeetingThatIsNotClosed_IsNotPutAside()
    {
        var due = JsonSerializer.SerializeToUtf8Bytes(new { plan = TestFamily.Plan, meeting = TestFamily.Meeting }, DomainJson.Options);
        await _here.Journal.AppendAsync(new Append(new StreamId("server/test"), new Actor("", "", ""), [new NewRecord("scheduled", 1, default)])
        {
            Schedule = [new DueWork(MinutesComposing.Kind, TestFamily.Meeting.Value, _here.Now, due)],
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => _here.Get<MinutesComposing>().RunDueAsync());

        Assert.Single(await _here.Journal.TakeDueAsync(MinutesComposing.Kind, _here.Now.AddHours(1), TimeSpan.FromMinutes(1), 10));
    }

    [Fact]
    public async Task Day_OnWhichSomethingChangesThatIsWrittenElsewhere_Begins()
    {
        var child = PersonId.From("p-child");
        await _there.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync());
        var birthday = DutchTime.Day(_here.Now).AddDays(3);
        await TestFamily.ArrangeAsync(_here, new AddPerson(
            TestFamily.Person(child, "Yara", PersonRole.Child) with { BirthDate = birthday.AddYears(-16) }, true));
        _there.Advance(DutchTime.Begin(birthday) - _there.Now);

        Assert.Null(await _there.Host.Plan(TestFamily.Plan).CallAsync(p => p.BeginDayAsync()));

        Assert.Equal(birthday, (await _there.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Today);
    }

    private async Task CloseAsync()
    {
        PersonId[] seated = [TestFamily.Director, TestFamily.Nadia, TestFamily.Loubna];
        var seats = seated.Select(p => new TestSeat(_here, p)).ToList();
        foreach (var seat in seats)
            await seat.DoAsync(new EnterRoom(TestFamily.Room));
        var chair = seats[0];
        await chair.DoAsync(new AdmitEveryone(TestFamily.Room));
        await chair.DoAsync(new MoveToPhase(TestFamily.Room, MeetingPhase.Scoring));
        foreach (var seat in seats)
            await seat.ScoreAsync(5, "zo");
        await chair.DoAsync(new RevealScores(TestFamily.Room, null));
        await chair.DoAsync(new MoveToPhase(TestFamily.Room, MeetingPhase.ReadBack));
        await chair.DoAsync(new CloseMeeting(new DateOnly(2026, 4, 1), null));
    }
}
