using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;
using RoundTable.Grains.Meetings;
using RoundTable.Grains.Plans;
using RoundTable.Grains.Tests.Meetings;

namespace RoundTable.Grains.Tests.Plans;

/// <summary>A copy takes a while to collect; what becomes protected meanwhile is not in it.</summary>
public sealed class PersonExportingTests : IAsyncLifetime
{
    private const string Hers = "i-aaaaaaaaaaaaaaaa";
    private const string His = "i-bbbbbbbbbbbbbbbb";
    private TestTable _table = null!;

    public async ValueTask InitializeAsync()
    {
        _table = await TestTable.StartAsync();
        await TestFamily.MakeAsync(_table, protection: false);
        await WriteAsync(TestFamily.Nadia, Hers, "Wij slapen in de Vlierstraat.");
        await WriteAsync(TestFamily.Mark, His, "Zij zit vast in de Vlierstraat.");
        await TestMeeting.HoldAsync(_table);
        Assert.Equal(1, await _table.Get<MinutesComposing>().RunDueAsync());
    }

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    [Fact]
    public async Task Word_ThatIsProtectedWhileTheLogIsRead_IsNotInTheMinutesOfTheCopy()
    {
        Assert.Contains("slapen", await CopyAsync(() => Task.CompletedTask), StringComparison.Ordinal);

        var copy = await CopyAsync(ProtectAsync);

        Assert.DoesNotContain("slapen", copy, StringComparison.Ordinal);
        Assert.Contains("\"content\":{", copy, StringComparison.Ordinal);
        Assert.Contains("Zij zit vast in de Vlierstraat.", copy, StringComparison.Ordinal);
    }

    private async Task<string> CopyAsync(Func<Task> meanwhile)
    {
        var copy = await _table.Get<PersonExporting>().ComposeAsync(TestFamily.Plan, TestFamily.Mark, TestFamily.Mark, async () =>
        {
            await meanwhile();
            return Array.Empty<AccessEntry>();
        });
        return JsonSerializer.Serialize(Assert.Single(copy!.Minutes), DomainJson.Options);
    }

    private async Task ProtectAsync() => Assert.Null(await _table.Get<PlanArranging>().SetupAsync(
        TestFamily.As(TestFamily.Director),
        TestFamily.Plan,
        "protect",
        new SetProtection(new ProtectionRelation(
            ProtectionId.From("prot-1"), [TestFamily.Nadia], [TestFamily.Mark], [], "adres", ["Vlierstraat"], "ernstig geweld", new DateOnly(2026, 8, 1)))));

    private async Task WriteAsync(PersonId person, string item, string text)
    {
        var reader = new TestReader(_table, person, person == TestFamily.Nadia ? 1UL : 2UL);
        await reader.OpenAsync(TestFamily.Circle);
        reader.MakeItem(item, text);
        await reader.PushToDiskAsync();
    }
}
