using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Domain.Words;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Sections;
using RoundTable.Sessions;

namespace RoundTable.Grains.Tests;

/// <summary>
/// A family of the casebook in a plan: Mark must not learn where Nadia is. One section of released items for the circle, a
/// live one for each side.
/// </summary>
internal static class TestFamily
{
    public static readonly PlanId Plan = PlanId.From("plan-a");
    public static readonly MeetingId Meeting = MeetingId.From("meeting-a");
    public static readonly RoomId Room = RoomId.From("room-a");
    public static readonly SectionKey Circle = new(Plan, SectionId.From("sec-circle"));
    public static readonly SectionKey HerSide = new(Plan, SectionId.From("sec-hers"));
    public static readonly SectionKey HisSide = new(Plan, SectionId.From("sec-his"));
    public static readonly PersonId Director = PersonId.From("p-dir");
    public static readonly PersonId Nadia = PersonId.From("p-nadia");
    public static readonly PersonId Mark = PersonId.From("p-mark");
    public static readonly PersonId Loubna = PersonId.From("p-loubna");

    public static Caller As(PersonId person) => new(
        person,
        person == Director ? PersonRole.CaseDirector : PersonRole.ParentWithAuthority,
        SubjectOf(person),
        $"session-{person.Value}");

    public static SubjectId SubjectOf(PersonId person) => SubjectId.From($"s-{person.Value}");

    public static Person Person(PersonId id, string name, PersonRole role) =>
        new(id, SubjectOf(id), name, role, null, null, null, [], [], null, null, null, null);

    /// <summary>A server with the family in it.</summary>
    public static async Task<TestTable> StartAsync(bool protection)
    {
        var table = await TestTable.StartAsync();
        await MakeAsync(table, protection);
        return table;
    }

    /// <summary>Opens the plan; with <paramref name="protection"/> each side has a section of its own.</summary>
    public static async Task MakeAsync(TestTable table, bool protection)
    {
        await SetupAsync(new OpenPlan(Plan, "El Amarti - Van Wolkeren", "Wilgendam", "Het is thuis niet veilig.", Person(Director, "Ingrid Postema", PersonRole.CaseDirector), Circle.Section));
        await SetupAsync(new AddPerson(Person(Nadia, "Nadia El Amarti", PersonRole.ParentWithAuthority), true));
        await SetupAsync(new AddPerson(Person(Mark, "Mark van Wolkeren", PersonRole.ParentWithAuthority), true));
        await SetupAsync(new AddPerson(Person(Loubna, "Loubna El Amarti", PersonRole.NetworkMember), true));
        if (protection)
        {
            await SetupAsync(new SetProtection(new ProtectionRelation(
                ProtectionId.From("prot-1"), [Nadia], [Mark], [], "adres", ["Vlierstraat"], "ernstig geweld", new DateOnly(2026, 8, 1))));
            await SetupAsync(new OpenSection(new Section(HerSide.Section, SectionScope.Side, SectionMode.Live, [Director, Nadia, Loubna])));
            await SetupAsync(new OpenSection(new Section(HisSide.Section, SectionScope.Side, SectionMode.Live, [Director, Mark])));
        }

        await SetupAsync(new PlanMeeting(
            Meeting, MeetingKind.Start, [new PlannedRoom(Room, table.Now, [Director, Nadia, Loubna])], protection ? [] : [Mark]));

        Task SetupAsync(PlanSetup setup) => ArrangeAsync(table, setup);
    }

    /// <summary>What the server arranges in the plan, and nothing refuses.</summary>
    public static async Task ArrangeAsync(TestTable table, PlanSetup setup) => Assert.Null(
        await table.Get<PlanArranging>().SetupAsync(Caller.Server(Director), Plan, $"make-{setup.GetHashCode()}", setup));
}
