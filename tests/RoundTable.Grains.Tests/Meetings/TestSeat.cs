using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;
using RoundTable.Grains.Meetings;
using RoundTable.Sessions;

namespace RoundTable.Grains.Tests.Meetings;

/// <summary>A person's connection to the meeting.</summary>
internal sealed class TestSeat(TestTable table, PersonId person) : Inbox, IMeetingObserver
{
    private int _operation;

    public MeetingView? View { get; private set; }

    public RoomView Room => View!.Rooms[0];

    public async Task<Answer<MeetingView>> OpenAsync()
    {
        var answer = await table.Host.Meeting(TestFamily.Meeting)
            .CallAsync(m => m.OpenAsync(TestFamily.As(person), new ReaderId($"seat-{person.Value}"), this));
        View = answer.Value;
        return answer;
    }

    public Task LeaveAsync() => table.Host.Meeting(TestFamily.Meeting).CallAsync(m => m.LeaveAsync(new ReaderId($"seat-{person.Value}")));

    public Task<Refusal?> AskAsync(MeetingCommand command) => AskAsync($"op-{person.Value}-{++_operation}", command);

    public Task<Refusal?> AskAsync(string operation, MeetingCommand command) =>
        table.Host.Meeting(TestFamily.Meeting).CallAsync(m => m.CommandAsync(TestFamily.As(person), operation, command));

    public async Task DoAsync(MeetingCommand command) => Assert.Null(await AskAsync(command));

    public Task ScoreAsync(int value, string why) => DoAsync(Score(value, why));

    public static GiveScore Score(int value, string why) =>
        new(TestFamily.Room, 1, value, null, why, "", ScoreInputMode.Self, ScoreVisibility.Everyone);

    public void MeetingChanged(MeetingView view)
    {
        View = view;
        Hear(view);
    }

    public void MeetingShut(MeetingId meeting, Refusal refusal) => Hear(refusal);
}
