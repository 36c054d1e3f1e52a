using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;

namespace RoundTable.Domain.Tests.Plans;

public class SectionRulesTests
{
    private static readonly FamilyPlan Plan = Table.Laid().Plan;

    [Theory]
    [InlineData("kim", "secret", null, null)]
    [InlineData("kim", "circle", null, RefusalCodes.SectionReadOnly)]
    [InlineData("tolk", "side-kim", null, RefusalCodes.SectionReadOnly)]
    [InlineData("rob", "secret", RefusalCodes.SectionNotAReader, RefusalCodes.SectionNotAReader)]
    [InlineData("rob", "none", RefusalCodes.SectionNotAReader, RefusalCodes.SectionNotAReader)]
    [InlineData("stranger", "circle", RefusalCodes.SectionNotAReader, RefusalCodes.SectionNotAReader)]
    public void Check_PersonAndSection_AllowsOrRefuses(string person, string section, string? read, string? write)
    {
        Assert.Equal(read, SectionRules.CheckRead(Plan, new PersonId(person), new SectionId(section))?.Code);
        Assert.Equal(write, SectionRules.CheckWrite(Plan, new PersonId(person), new SectionId(section))?.Code);
    }

    [Theory]
    [InlineData("director", "side-kim", "circle", "Het gaat goed.", null)]
    [InlineData("director", "side-kim", "circle", "In de Vlierstraat.", RefusalCodes.SectionProtectedWord)]
    [InlineData("director", "side-kim", "secret", "Het gaat goed.", RefusalCodes.SectionNotReleased)]
    [InlineData("director", "circle", "circle", "Het gaat goed.", RefusalCodes.SectionNotReleased)]
    [InlineData("director", "none", "circle", "Het gaat goed.", RefusalCodes.SectionNotAReader)]
    [InlineData("kim", "side-kim", "circle", "Het gaat goed.", RefusalCodes.PlanNotDirector)]
    [InlineData("rob", "side-kim", "circle", "Het gaat goed.", RefusalCodes.SectionNotAReader)]
    public void CheckRelease_Item_CrossesOnlyByTheDirectorAndOnlyClean(string actor, string source, string target, string text, string? code) =>
        Assert.Equal(code, SectionRules.CheckRelease(Plan, new PersonId(actor), new SectionId(source), new SectionId(target), text)?.Code);

    [Fact]
    public void CheckRelease_ProtectedWord_NamesTheReaders() => Assert.Equal(
        ["oma", "rob"],
        SectionRules.CheckRelease(Plan, Table.Director, Table.SideKim, Table.Circle, "trauma")!.About.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("shelter", "shelter")]
    [InlineData("clinic", null)]
    [InlineData("stranger", null)]
    [InlineData(null, null)]
    public void SpeakerIn_WhomAReaderMayNotKnow_IsNobody(string? speaker, string? expected) => Assert.Equal(
        expected is null ? default(PersonId?) : new PersonId(expected),
        SectionRules.SpeakerIn(Table.Laid().Plan, Table.Circle, speaker is null ? null : new PersonId(speaker)));

    [Theory]
    [InlineData("rob", null, "In de Vlierstraat.", "rob")]
    [InlineData("rob", "clinic", "Gewoon.", "rob")]
    [InlineData("rob", "kim", "Gewoon.", null)]
    [InlineData("clinic", "clinic", "In de Vlierstraat.", null)]
    [InlineData("kim", "clinic", "In de Vlierstraat.", null)]
    public void CheckNewcomers_OfASection_AreToldNothingThatTheyMayNotKnow(string reader, string? speaker, string text, string? named)
    {
        var plan = Table.Laid().Plan;
        var items = new[] { new StandingItem(new ItemId("i-aaaaaaaaaaaaaaaa"), speaker is null ? null : new PersonId(speaker), [Table.Kim], text) };

        var refusal = SectionRules.CheckNewcomers(plan, Table.Director, plan.Section(Table.SideKim)!, [Table.Director, Table.Kim, new PersonId(reader)], items);

        Assert.Equal(named is null ? null : (RefusalCodes.SectionProtectedWord, named), refusal is null ? default((string, string)?) : (refusal.Code, refusal.About.Single()));
    }

    [Fact]
    public void SpeakerIn_WhomAllReadersKnow_IsKept() =>
        Assert.Equal(Table.Clinic, SectionRules.SpeakerIn(Table.Laid().Plan, Table.SideKim, Table.Clinic));

    [Theory]
    [InlineData("kim", "side-kim", "secret", "kim", "Gewoon.", null)]
    [InlineData("director", "side-kim", "secret", "kim", "Gewoon.", null)]
    [InlineData("shelter", "side-kim", "secret", "kim", "Gewoon.", RefusalCodes.SectionItemNotTheirs)]
    [InlineData("child", "side-kim", "secret", "child", "Gewoon.", RefusalCodes.SectionNotAReader)]
    [InlineData("kim", "side-kim", "circle", "kim", "Gewoon.", RefusalCodes.SectionReadOnly)]
    [InlineData("safehome", "side-kim", "side-rob", "safehome", "In de Vlierstraat.", RefusalCodes.TextNotHere)]
    [InlineData("director", "side-kim", "side-rob", "kim", "In de Vlierstraat.", RefusalCodes.SectionProtectedWord)]
    [InlineData("tolk", "side-kim", "secret", "tolk", "Gewoon.", RefusalCodes.SectionReadOnly)]
    public void CheckMove_ByWhoseItIs_BetweenSectionsInWhichTheyType(string actor, string from, string to, string owner, string text, string? code) =>
        Assert.Equal(code, SectionRules.CheckMove(Table.Laid().Plan, new PersonId(actor), new SectionId(from), new SectionId(to), new PersonId(owner), text)?.Code);
}
