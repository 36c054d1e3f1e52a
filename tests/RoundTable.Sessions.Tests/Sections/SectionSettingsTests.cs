using RoundTable.Domain.Ids;
using RoundTable.Sessions.Sections;

namespace RoundTable.Sessions.Tests.Sections;

public class SectionSettingsTests
{
    private static readonly PersonId Bram = PersonId.From("p-bram");
    private readonly SectionSettings _earlier = TestSection.Live("p-anna", "p-bram");

    [Fact]
    public void Typed_WhenSomebodyElseReadsNoMore_StillGoes() =>
        Assert.True(TestSection.Live("p-anna").StillAllows(_earlier, By("p-anna", SectionRecord.Pushed)));

    [Fact]
    public void Typed_ByWhoMayTypeNoMore_GoesNoMore() =>
        Assert.False((_earlier with { Writers = [] }).StillAllows(_earlier, By("p-anna", SectionRecord.Pushed)));

    [Fact]
    public void Typed_WhenSomebodyMoreMayNotBeNamed_GoesNoMore()
    {
        var later = _earlier with { Hidden = [Bram] };

        Assert.False(later.StillAllows(_earlier, By("p-anna", SectionRecord.Pushed)));
        Assert.True(_earlier.StillAllows(later, By("p-anna", SectionRecord.Pushed)));
    }

    [Fact]
    public void Typed_WhenTheSectionIsLiveNoMore_GoesNoMore() =>
        Assert.False(TestSection.Released("p-anna", "p-bram").StillAllows(_earlier, By("p-anna", SectionRecord.Pushed)));

    [Fact]
    public void WrittenByTheServer_ForOtherReaders_GoesNoMore()
    {
        var append = By("p-anna", SectionRecord.Written);

        Assert.False(TestSection.Live("p-anna").StillAllows(_earlier, append));
        Assert.True(TestSection.Live("p-anna", "p-bram").StillAllows(_earlier, append));
    }

    private static SectionEffect.Append By(string person, string kind) => new(1, Callers.Of(person), kind, default);
}
