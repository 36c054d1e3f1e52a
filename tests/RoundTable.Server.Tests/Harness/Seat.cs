using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Views;
using RoundTable.Domain.Words;

namespace RoundTable.Server.Tests.Harness;

/// <summary>Somebody who is signed in and sits at the table with plan and meeting open.</summary>
internal sealed class Seat : IAsyncDisposable
{
    private Seat(Guest guest, TableClient table, PlanView plan, MeetingView meeting)
    {
        Guest = guest;
        Table = table;
        Plan = plan;
        Meeting = meeting;
    }

    public Guest Guest { get; }

    public TableClient Table { get; }

    public PlanView Plan { get; }

    public MeetingView Meeting { get; }

    public PersonId Person => Plan.You;

    /// <summary>The room, of somebody who is in one.</summary>
    public RoomId Room => Assert.Single(Meeting.Rooms).Id;

    public static Task<Seat> TakeAsync(TableServer server, string name) => TakeAsync(server.Address, server.Data, name);

    /// <param name="address">The server.</param>
    /// <param name="data">Where the links are.</param>
    /// <param name="name">Who.</param>
    public static async Task<Seat> TakeAsync(Uri address, string data, string name)
    {
        var guest = await DemoServer.EnterAsync(address, data, name);
        var table = await guest.ConnectAsync();
        var plan = await table.OpenPlanAsync(guest.Plan);
        var meeting = await table.OpenMeetingAsync(guest.Meeting);
        Assert.Null(plan.Refusal);
        Assert.Null(meeting.Refusal);
        return new(guest, table, plan.View!, meeting.View!);
    }

    /// <summary>Does it; a refusal fails the test.</summary>
    public async Task DoAsync(MeetingCommand command) => Assert.Null(await Table.CommandAsync(Meeting.Id, command));

    public Task<Refusal?> TryAsync(MeetingCommand command) => Table.CommandAsync(Meeting.Id, command);

    public async Task DoAsync(PlanCommand command) => Assert.Null(await Table.CommandAsync(Plan.Id, command));

    public Task ScoreAsync(int value, string why, ScoreVisibility visibility = ScoreVisibility.Everyone) =>
        DoAsync(new GiveScore(Room, 1, value, null, why, "Een beter slot.", ScoreInputMode.Self, visibility));

    public SectionClient Section(SectionId section) => new(Table, section);

    /// <summary>The section of this kind that the person types in.</summary>
    public SectionClient LiveSection(bool shielded = false) =>
        Section(Plan.Sections.First(section => section.CanWrite && (!shielded || section.Shielded)).Id);

    /// <summary>The open section that the person types in and another reads too.</summary>
    public SectionClient SectionWith(Seat other) =>
        Section(Plan.Sections.First(section => section.CanWrite && !section.Shielded && other.Plan.Sections.Any(theirs => theirs.Id == section.Id)).Id);

    public Task<MeetingView> UntilAsync(Func<RoomView, bool> state) => Table.NextAsync<MeetingView>(view => view.Rooms.Any(state));

    public async ValueTask DisposeAsync()
    {
        await Table.DisposeAsync();
        Guest.Browser.Dispose();
    }
}
