using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Sharing;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

public class CalendarEntryTests
{
    private readonly Table _table = Table.Laid();

    [Fact]
    public void Entry_IsOfOnesOwnRoom()
    {
        Assert.Equal(Table.Now.AddHours(1), Of(Table.Kim)?.StartsAt);
        Assert.Equal(Table.Now.AddHours(3), Of(Table.Rob)?.StartsAt);
        Assert.Equal(Table.Now.AddHours(3).AddMinutes(90), Of(Table.Rob)?.EndsAt);
    }

    [Fact]
    public void Entries_OfSomebodyInSeveralRooms_AreOneForEachAndLastNoLonger()
    {
        var entries = CalendarEntry.For(_table.Plan, Table.MeetingId, Table.Director);

        Assert.Equal([Table.Now.AddHours(1), Table.Now.AddHours(3)], entries.Select(e => e.StartsAt));
        Assert.All(entries, e => Assert.Equal(TimeSpan.FromMinutes(90), e.EndsAt - e.StartsAt));
        Assert.Equal(2, entries.Select(e => e.Id).Distinct().Count());
        Assert.Equal(entries.Select(e => e.Id), CalendarEntry.For(_table.Plan, Table.MeetingId, Table.Director).Select(e => e.Id));

        // What a server of before mailed as one lasted till the end of the last room, under the id of the first.
        _table.Does(new EndMeeting(Table.MeetingId, CalledOff: true));
        Assert.Equal(entries[0].Id, CalendarEntry.EndOf(_table.Plan, Table.MeetingId, Table.Director)?.Id);
        Assert.All(CalendarEntry.For(_table.Plan, Table.MeetingId, Table.Director), e => Assert.True(e.CalledOff));
    }

    [Fact]
    public void Id_OfTheFirst_IsTheOneThatCalendarsHaveFromBefore() => Assert.Equal("1bbfe8032b87da562230adc6c0de0dbd", Of(Table.Director)!.Id);

    [Fact]
    public void Entry_OfSomebodyWithoutASeatOrGround_IsNotThere()
    {
        Assert.Null(Of(Table.Clinic));
        Assert.Null(Of(new PersonId("stranger")));
        Assert.Empty(CalendarEntry.For(_table.Plan, new MeetingId("other"), Table.Kim));
        _table.Does(new UseLegalBasis(_table.Plan.LegalBases[0] with { To = [Table.Clinic] }));
        Assert.False(Access.Has(_table.Plan, Table.SafeHome));
        Assert.Null(Of(Table.SafeHome));
    }

    [Fact]
    public void Id_StaysTheSame_IsEverybodysOwn_AndSaysNothing()
    {
        var ids = new[] { Table.Kim, Table.Rob, Table.Director, Table.SafeHome }.Select(p => Of(p)!.Id).ToList();

        Assert.Equal(ids, new[] { Table.Kim, Table.Rob, Table.Director, Table.SafeHome }.Select(p => Of(p)!.Id));
        Assert.Equal(4, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{32}$", id));
    }

    [Fact]
    public void ByMail_NothingGoesToWhoIsKeptSafe_ToAChild_ToSeveralRooms_OrAfterTheMeeting()
    {
        Assert.Null(CalendarEntry.ByMail(_table.Plan, Table.Kim));
        Assert.Null(CalendarEntry.ByMail(_table.Plan, Table.Child));
        Assert.Equal(Of(Table.Rob), CalendarEntry.ByMail(_table.Plan, Table.Rob));
        Assert.Null(CalendarEntry.ByMail(_table.Plan, Table.SafeHome));
        Assert.Null(CalendarEntry.ByMail(_table.Plan, Table.Clinic));
        _table.Does(new EndProtection(new ProtectionId("r1"), "Het is veilig."));
        Assert.Equal(Of(Table.Kim), CalendarEntry.ByMail(_table.Plan, Table.Kim));
        _table.Does(new EndMeeting(Table.MeetingId));
        Assert.Null(CalendarEntry.ByMail(_table.Plan, Table.Rob));
    }

    [Fact]
    public void ByMail_OfARelativeBesideSomebodyWhoIsKeptSafe_IsNotThere_AndInThePlanItIs()
    {
        var aunt = new PersonId("aunt");
        var second = new MeetingId("m2");
        _table.Does(new AddPerson(Table.Someone(aunt, PersonRole.NetworkMember), true));
        _table.Does(new EndMeeting(Table.MeetingId));
        _table.Does(new PlanMeeting(
            second,
            MeetingKind.Evaluation,
            [
                new PlannedRoom(new RoomId("a"), Table.Now.AddDays(9), [Table.Director, Table.SafeHome, Table.Kim, aunt]),
                new PlannedRoom(new RoomId("b"), Table.Now.AddDays(9), [Table.Director, Table.Rob, Table.Oma]),
            ],
            []));

        Assert.Null(CalendarEntry.ByMail(_table.Plan, aunt));
        Assert.NotEmpty(CalendarEntry.For(_table.Plan, second, aunt));
        Assert.NotNull(CalendarEntry.ByMail(_table.Plan, Table.SafeHome));
        Assert.NotNull(CalendarEntry.ByMail(_table.Plan, Table.Oma));
    }

    [Fact]
    public void Id_ThatSomebodyHas_StaysWithItsRoom_WhenTheyGetASeatInAnotherOne()
    {
        var mailed = CalendarEntry.ByMail(_table.Plan, Table.Oma)!;

        _table.Does(new InviteToMeeting(Table.MeetingId, Table.Oma, Table.One), Table.Director);

        var entries = CalendarEntry.For(_table.Plan, Table.MeetingId, Table.Oma);
        Assert.Equal([Table.Now.AddHours(1), Table.Now.AddHours(3)], entries.Select(e => e.StartsAt));
        Assert.Equal(mailed, entries[1]);
        Assert.NotEqual(mailed.Id, entries[0].Id);
        _table.Does(new EndMeeting(Table.MeetingId, CalledOff: true));
        Assert.Equal(mailed with { CalledOff = true }, CalendarEntry.EndOf(_table.Plan, Table.MeetingId, Table.Oma));
    }

    [Fact]
    public void End_IsForWhoTakesPartNoMore_Too()
    {
        Assert.Null(CalendarEntry.EndOf(_table.Plan, Table.MeetingId, Table.SafeHome));
        _table.Does(new UseLegalBasis(_table.Plan.LegalBases[0] with { To = [Table.Clinic] }));
        _table.Does(new EndMeeting(Table.MeetingId, CalledOff: true));

        Assert.Null(Of(Table.SafeHome));
        Assert.True(CalendarEntry.EndOf(_table.Plan, Table.MeetingId, Table.SafeHome)?.CalledOff);
    }

    private CalendarEntry? Of(PersonId person) => CalendarEntry.For(_table.Plan, Table.MeetingId, person).FirstOrDefault();
}
