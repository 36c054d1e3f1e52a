using System.Text.Json;
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
public sealed class OtherServerWorkTests : TwoTables
{
    [Fact]
    public async Task Compose_OfAMeetingClosedElsewhere_ComposesTheMinutes()
    {
        await new TestSeat(There, TestFamily.Nadia).OpenAsync();
        await TestMeeting.HoldAsync(Here);

        Assert.Equal(1, await There.Get<MinutesComposing>().RunDueAsync());

        Assert.Single((await There.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Minutes);
    }

    [Fact]
    public async Task Compose_OfAMeetingThatIsNotClosed_IsNotPutAside()
    {
        var due = JsonSerializer.SerializeToUtf8Bytes(new { plan = TestFamily.Plan, meeting = TestFamily.Meeting }, DomainJson.Options);
        await Here.Journal.AppendAsync(new Append(new StreamId("server/test"), new Actor("", "", ""), [new NewRecord("scheduled", 1, default)])
        {
            Schedule = [new DueWork(MinutesComposing.Kind, TestFamily.Meeting.Value, Here.Now, due)],
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => Here.Get<MinutesComposing>().RunDueAsync());

        Assert.Single(await Here.Journal.TakeDueAsync(MinutesComposing.Kind, Here.Now.AddHours(1), TimeSpan.FromMinutes(1), 10));
    }

    [Fact]
    public async Task Day_OnWhichSomethingChangesThatIsWrittenElsewhere_Begins()
    {
        var child = PersonId.From("p-child");
        await There.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync());
        var birthday = DutchTime.Day(Here.Now).AddDays(3);
        await TestFamily.ArrangeAsync(Here, new AddPerson(
            TestFamily.Person(child, "Yara", PersonRole.Child) with { BirthDate = birthday.AddYears(-16) }, true));
        There.Advance(DutchTime.Begin(birthday) - There.Now);

        Assert.Null(await There.Host.Plan(TestFamily.Plan).CallAsync(p => p.BeginDayAsync()));

        Assert.Equal(birthday, (await There.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync())).Today);
    }
}
