using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;

namespace RoundTable.Domain.Tests.Privacy;

public class LeakGuardTests
{
    private static readonly FamilyPlan Plan = Table.Laid().Plan;

    [Theory]
    [InlineData("Het adres is Vlierstraat 12.", "Vlierstraat")]
    [InlineData("VLIERSTRAAT", "Vlierstraat")]
    [InlineData("vlíérstraät", "Vlierstraat")]
    [InlineData("VLÌËRŠTŘÅÂŢ", "Vlierstraat")]
    [InlineData("ṽl\u0131ẻṝṩṯṙấᵃẗ", "Vlierstraat")]
    [InlineData("ṼLIERSTRAAT vĺıeŕștrạåť", "Vlierstraat")]
    [InlineData("V l i e r s t r a a t", "Vlierstraat")]
    [InlineData("Vlier-\nstraat", "Vlierstraat")]
    [InlineData("Vlier\u200Bstr\u00ADaat", "Vlierstraat")]
    [InlineData("v.l.i.e.r.s.t.r.a.a.t", "Vlierstraat")]
    [InlineData("de oude Vlierstraatflat", "Vlierstraat")]
    [InlineData("\uFF36lierstraat", "Vlierstraat")]
    [InlineData("Vlierstra\u0301at", "Vlierstraat")]
    [InlineData("bij De  Lu-wte", "De Luwte")]
    [InlineData("in de Luwte", "Luwte")]
    [InlineData("luw te", "Luwte")]
    [InlineData("Luwte!", "Luwte")]
    [InlineData("(L u w t e)", "Luwte")]
    [InlineData("start traumahulp", "trauma")]
    [InlineData("psychotrauma", "trauma")]
    [InlineData("bel 0917-55 01 23", "0917")]
    [InlineData("0917550123", "0917")]
    [InlineData("0 9 1 7 5 5", "0917")]
    [InlineData("0:9:1:7", "0917")]
    [InlineData("091:7", "0917")]
    [InlineData("09 17 55", "0917")]
    [InlineData("(0917) 550123", "0917")]
    [InlineData("112 0917-550123", "0917")]
    [InlineData("06-12/0917550123", "0917")]
    [InlineData("+31 917 55 01 23", "0917")]
    [InlineData("+31 (0)917 55 01 23", "0917")]
    [InlineData("0031917550123", "0917")]
    [InlineData("tel0917", "0917")]
    [InlineData("09_17_55", "0917")]
    [InlineData("09·17", "0917")]
    [InlineData("09—17 55 01 23", "0917")]
    [InlineData("09, 17 55", "0917")]
    [InlineData("tel 09: 17 55", "0917")]
    [InlineData("٠٩١٧", "0917")]
    public void Check_ProtectedWordInAnySpelling_IsFound(string text, string word) =>
        Assert.Contains(LeakGuard.Check(Plan, text, [Table.Rob]), f => f.Word == word && f.Reader == Table.Rob);

    [Theory]
    [InlineData("")]
    [InlineData("Er is niets aan de hand.")]
    [InlineData("Luwtes en beluwte plekken")]
    [InlineData("vlier in de straat")]
    [InlineData("2026-09-17")]
    [InlineData("17-09-17 en 12.09.17")]
    [InlineData("550917")]
    [InlineData("09:17 uur")]
    [InlineData("917")]
    [InlineData("\uD83D\uDE00 \uD800 los")]
    public void Check_OtherText_FindsNothing(string text) => Assert.Empty(LeakGuard.Check(Plan, text, [Table.Rob]));

    [Theory]
    [InlineData("06:12:34:56:78")]
    [InlineData("06*12*34*56*78")]
    [InlineData("06 | 12 34 56 78")]
    public void Check_LongNumberWithAnySign_IsNoTime(string text) => Assert.NotEmpty(LeakGuard.Check(
        Table.Laid().Does(new SetProtection(new ProtectionRelation(new ProtectionId("r2"), [], [Table.Rob], [], "", ["0612345678"], "", null))).Plan, text, [Table.Rob]));

    [Fact]
    public void Check_LeakPath_IsGuardedToo() =>
        Assert.Equal([Table.Oma], LeakGuard.Check(Plan, "Vlierstraat", [Table.Oma, Table.Kim, Table.Director]).Select(f => f.Reader));

    [Fact]
    public void Check_WordAfterOtherText_SaysWhereItBegins() =>
        Assert.Equal(10, LeakGuard.Check(Plan, "😀 é in d Vlier straat", [Table.Rob]).Single().Index);

    [Fact]
    public void CheckEntry_AuthorIsKeptAway_IsNotToldThatTheyGuessedRight()
    {
        Assert.Empty(LeakGuard.CheckEntry(Plan, "Vlierstraat", Table.Rob, [Table.Rob, Table.Oma]));
        Assert.NotEmpty(LeakGuard.CheckEntry(Plan, "Vlierstraat", Table.Kim, [Table.Rob, Table.Oma]));
    }

    [Fact]
    public void CheckEntry_DirectorIsALeakPath_IsStillStopped()
    {
        var plan = Table.Laid().Does(new SetProtection(new ProtectionRelation(
            new ProtectionId("r2"), [], [Table.Kim], [Table.Director], "melder", ["Oostdam"], "anoniem", null))).Plan;

        Assert.Equal(
            [Table.Kim, Table.Director],
            LeakGuard.CheckEntry(plan, "Oostdam", Table.Director, [Table.Kim, Table.Director]).Select(f => f.Reader));
    }
}
