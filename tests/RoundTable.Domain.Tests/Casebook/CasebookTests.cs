using System.Text.Encodings.Web;
using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Minutes;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Privacy;

namespace RoundTable.Domain.Tests.Casebook;

/// <summary>What the casebook demands of its families: what must reach whom, and what nobody may find.</summary>
public class CasebookTests
{
    private static readonly JsonSerializerOptions Readable = new(DomainJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Family A = Family.Of("A");
    private static readonly Family C = Family.Of("C");

    // Beside the protected words: who shelters and teaches whom, and what is another room's.
    private static readonly string[] NotForMark =
    [
        "Sanae", "Lahlou", "Els", "Brandsma", "Rivierenhof", "room1", "paraplu", "codewoord", "keel",
        "Wij zijn weg, maar ik kijk nog steeds om me heen.", "Ik ben bang dat hij ons vindt.", "onder het bed", "telefoon in mijn hand",
    ];

    [Theory]
    [InlineData("A-P02")]
    [InlineData("A-P06")]
    public void CaseA_MarkAndTrees_FindNoProtectedWordAnywhere(string person)
    {
        var all = Everything(A, Family.Id(person));

        foreach (var word in A.WordsOf("A-R1").Concat(NotForMark))
            Assert.DoesNotContain(word, all, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(LeakGuard.Check(A.Plan, all, [Family.Id(person)]));
    }

    [Theory]
    [InlineData("A-P02")]
    [InlineData("A-P06")]
    public void CaseA_MarkAndTrees_GetFullMinutesAllTheSame(string person)
    {
        var minutes = Minutes(A, Family.Id(person));

        Assert.Contains("Mark van Wolkeren", minutes.Present.Select(p => p.Name));
        Assert.DoesNotContain("Nadia El Amarti", minutes.Present.Select(p => p.Name));
        Assert.DoesNotContain("Nadia El Amarti", minutes.Absent.Select(a => a.Person.Name));
        Assert.Contains("Ik hou van mijn kinderen. Ik wil dat zij niet meer bang voor mij zijn.", minutes.Card.Select(i => i.Text));
        Assert.Equal(4, minutes.FloorRequirements.Count);
        Assert.Equal(Enumerable.Range(1, minutes.Commitments.Count), minutes.Commitments.Select(c => c.Number));
        Assert.Empty(MinutesComposer.Check(A.Plan, A.Meeting, A.Items, minutes, Family.Id(person)));
    }

    [Fact]
    public void CaseA_YarasScore_IsKnownToTheDirectorOnly()
    {
        var seen = Minutes(A, Family.Id("A-P01")).Scores!.Scores.Single(s => s.Name == "Yara van Wolkeren");

        Assert.Equal(new MinutesScore("Yara van Wolkeren", null, false, true, null, null, null), seen);
        Assert.Equal(3, Minutes(A, Family.Id("A-P07")).Scores!.Scores.Single(s => s.Name == "Yara van Wolkeren").Value);
    }

    [Theory]
    [InlineData("A-P02")]
    [InlineData("A-P06")]
    public void CaseA_MarkAndTrees_ReadScoresOfThoseWhoWereWithThem(string person)
    {
        var minutes = Minutes(A, Family.Id(person));

        Assert.Equal(minutes.Present.Select(p => p.Name), minutes.Scores!.Scores.Select(s => s.Name));
    }

    [Fact]
    public void CaseA_Nadia_ReadsWhatIsHers()
    {
        var minutes = Minutes(A, Family.Id("A-P01"));

        Assert.Contains(minutes.Card, i => i.Text.Contains("Vlierstraat", StringComparison.Ordinal));
        Assert.Contains("Sanae Lahlou", minutes.Present.Select(p => p.Name));
        Assert.Contains(minutes.Commitments, c => c.Text.Contains("De Luwte", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("C-P02")]
    [InlineData("C-P06")]
    public void CaseC_DylanAndGerda_FindNothingOfTheEscapePlan(string person)
    {
        var all = Everything(C, Family.Id(person));

        foreach (var word in C.WordsOf("C-R1"))
            Assert.DoesNotContain(word, all, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void CaseC_TheNotifier_IsFoundByNobody()
    {
        foreach (var person in C.Plan.People)
        {
            foreach (var word in C.WordsOf("C-R2"))
                Assert.DoesNotContain(word, Everything(C, person.Id), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("A")]
    [InlineData("C")]
    public void EveryCase_EveryRecipient_GetsMinutesThatPassTheLastCheck(string letter)
    {
        var family = letter == "A" ? A : C;

        Assert.All(
            MinutesComposer.Recipients(family.Plan, family.Meeting),
            r => Assert.Empty(MinutesComposer.Check(family.Plan, family.Meeting, family.Items, Minutes(family, r.Person), r.Person)));
    }

    [Fact]
    public void EveryCase_TypedByTheWorkerOfVeiligThuis_NotifierIsStopped() => Assert.NotEmpty(
        LeakGuard.CheckEntry(C.Plan, "De melding kwam van Oostdam, nummer 14.", Family.Id("C-P08"), C.Plan.Circle!.Audience));

    private static string Everything(Family family, PersonId viewer)
    {
        HashSet<PersonId> everybody = [.. family.Plan.People.Select(p => p.Id)];
        return string.Join(
            '\n',
            JsonSerializer.Serialize(PlanProjection.For(family.Plan, viewer), Readable),
            JsonSerializer.Serialize(MeetingProjection.For(family.Meeting, family.Plan, viewer, everybody), Readable),
            JsonSerializer.Serialize(Minutes(family, viewer), Readable));
    }

    private static MinutesContent Minutes(Family family, PersonId recipient) =>
        MinutesComposer.Compose(family.Plan, family.Meeting, family.Items, recipient, Table.Now);
}
