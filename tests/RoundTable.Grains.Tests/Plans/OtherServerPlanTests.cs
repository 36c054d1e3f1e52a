using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;

namespace RoundTable.Grains.Tests.Plans;

/// <summary>A server that has not heard yet what another one did to the plan.</summary>
public sealed class OtherServerPlanTests : TwoTables
{
    [Fact]
    public async Task Setup_ThatIsSoAlreadyByWhatWasHeard_IsDoneWhenAnotherServerTookItBack()
    {
        await HideNadiaAsync(Here, TestFamily.Loubna);
        Assert.Equal([TestFamily.Loubna], await HiddenFromAsync(There, fresh: false));
        await HideNadiaAsync(Here);

        await HideNadiaAsync(There, TestFamily.Loubna);

        Assert.Equal([TestFamily.Loubna], await HiddenFromAsync(There, fresh: true));
    }

    private static Task HideNadiaAsync(TestTable table, params PersonId[] from) =>
        TestFamily.ArrangeAsync(table, new ShieldPerson(TestFamily.Nadia, null, [], from));

    private static async Task<IEnumerable<PersonId>> HiddenFromAsync(TestTable table, bool fresh) =>
        (await table.Host.Plan(TestFamily.Plan).CallAsync(p => p.StateAsync(fresh))).Person(TestFamily.Nadia)!.HiddenFrom;
}
