using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Privacy;

namespace RoundTable.Domain.Tests.Privacy;

public class LiveGuardTests
{
    private static readonly PersonId[] RobsSide = [Table.Director, Table.SafeHome, Table.Rob, Table.Oma];

    [Fact]
    public void For_ASectionThatNobodyIsKeptFrom_IsNoGuard() =>
        Assert.Null(LiveGuard.For(Table.Laid().Plan, [Table.Director, Table.Kim, Table.Shelter]));

    [Theory]
    [InlineData("director", RefusalCodes.SectionProtectedWord)]
    [InlineData("kim", RefusalCodes.SectionProtectedWord)]
    [InlineData("safehome", RefusalCodes.TextNotHere)]
    [InlineData("rob", null)]
    [InlineData("oma", null)]
    public void Check_TheLastLetter_IsRefusedForThoseWhoMayKnowTheWord(string author, string? code) =>
        Assert.Equal(code, Guard().Check(new PersonId(author), "In de Vlierstraa", "In de Vlierstraat")?.Code);

    [Fact]
    public void Check_AWordThatStandsThere_CanBeTakenOutAndWrittenAround()
    {
        Assert.Null(Guard().Check(Table.SafeHome, "Luwte en Vlierstraat", "Luwte en Vlierstraa"));
        Assert.Null(Guard().Check(Table.SafeHome, "Luwte", "Luwte of zo"));
        Assert.NotNull(Guard().Check(Table.SafeHome, "Luwte", "Luwte bij Vlierstraat"));
    }

    [Fact]
    public void Refusal_ForTheDirector_NamesTheReaders() =>
        Assert.Equal(["oma", "rob"], Guard().Check(Table.Director, "", "Vlierstraat")!.About.Order(StringComparer.Ordinal));

    private static LiveGuard Guard() => LiveGuard.For(Table.Laid().Plan, RobsSide)!;
}
