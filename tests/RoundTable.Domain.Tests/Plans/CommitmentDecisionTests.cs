using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Plans;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Plans;

public class CommitmentDecisionTests
{
    private static readonly AnswerCommitment Agrees = new(Table.Calls, 1, CommitmentAnswer.Agree, null);
    private static readonly RewordCommitment Rewords = new(Table.Calls, 1, "Ik bel elke week.", Table.Shelter, new DateOnly(2026, 3, 1), null);
    private static readonly RecordResult Kept = new(Table.Calls, CommitmentStatus.Kept, null, null, 1);

    [Fact]
    public void Propose_ByAReader_IsProposedWithoutAnswer()
    {
        var commitment = Proposed().Plan.Commitment(Table.Calls)!;

        Assert.Equal((1, CommitmentStatus.Proposed, null), (commitment.TextVersion, commitment.Status, commitment.Answer));
        Assert.Equal(Table.Shelter, commitment.ProposedBy);
    }

    [Fact]
    public void Propose_Repeated_IsOneCommitment()
    {
        var decision = Proposed().Decided(Table.Shelter, Table.Proposal());

        Assert.Equal((0, null), (decision.Events.Count, decision.Refusal));
    }

    [Fact]
    public void Propose_OtherContentUnderTheSameId_IsRefused()
    {
        Assert.Equal(RefusalCodes.CommitmentExists, Proposed().Refuses(Table.Shelter, Table.Proposal() with { Text = "Iets anders." }));
        Assert.Equal(RefusalCodes.CommitmentExists, Proposed().Refuses(Table.Kim, Table.Proposal()));
    }

    [Fact]
    public void Reword_WithoutEnd_IsRefusedToThatPersonAlone()
    {
        var table = Proposed();
        for (var i = 1; i <= 500; i++)
            table = table.Does(Table.Shelter, new RewordCommitment(Table.Calls, i, $"Woorden {i}.", Table.Shelter, new DateOnly(2026, 3, 1), null));

        var next = new RewordCommitment(Table.Calls, 501, "Nog eens.", Table.Shelter, new DateOnly(2026, 3, 1), null);
        Assert.Equal(RefusalCodes.CommitmentTooManyChanges, table.Refuses(Table.Shelter, next));
        Assert.Null(table.Refuses(Table.Director, next));
    }

    [Fact]
    public void Propose_MoreThanAHundredThatAreOpen_IsRefusedToThatPersonUntilOneIsSettled()
    {
        var table = Table.Laid();
        for (var i = 0; i < 100; i++)
            table = table.Does(Table.Shelter, Table.Proposal() with { Id = new($"c-{i}") });

        Assert.Equal(RefusalCodes.CommitmentTooMany, table.Refuses(Table.Shelter, Table.Proposal()));
        Assert.Equal((0, null), Counted(table.Decided(Table.Shelter, Table.Proposal() with { Id = new("c-0") })));
        table = table.Does(Table.Kim, Table.Proposal());
        table.Does(Table.Shelter, new EndCommitment(new("c-0"), 1, "Dubbel.")).Does(Table.Shelter, Table.Proposal() with { Id = new("c-new") });

        static (int, Refusal?) Counted(Decision<PlanEvent> decision) => (decision.Events.Count, decision.Refusal);
    }

    [Fact]
    public void AnyCommand_ByAStranger_IsRefused() =>
        Assert.Equal(RefusalCodes.PlanNotAMember, Table.Laid().Refuses(new PersonId("stranger"), Table.Proposal()));

    [Theory]
    [InlineData("secret", "rob")]
    [InlineData("none", "kim")]
    public void Propose_SectionThatTheProposerDoesNotRead_IsRefused(string section, string actor) =>
        Assert.Equal(RefusalCodes.SectionNotAReader, Table.Laid().Refuses(new PersonId(actor), Table.Proposal(new SectionId(section))));

    [Fact]
    public void Propose_ByTheInterpreter_IsRefused() =>
        Assert.Equal(RefusalCodes.SectionReadOnly, Table.Laid().Refuses(Table.Tolk, Table.Proposal()));

    [Fact]
    public void Propose_OwnerOutsideTheAudience_IsRefused() =>
        Assert.Equal(RefusalCodes.CommitmentOwnerCannotSee, Table.Laid().Refuses(Table.Kim, Table.Proposal() with { Owner = Table.Rob }));

    [Fact]
    public void Propose_OwnerWhoCannotAnswer_IsRefused()
    {
        var yara = new PersonId("yara");
        var table = Table.Laid().Does(new AddPerson(Table.Someone(yara, PersonRole.Child) with { BirthDate = new DateOnly(2018, 8, 8) }, true));

        foreach (var owner in new[] { yara, Table.Tolk })
            Assert.Equal(RefusalCodes.CommitmentOwnerCannotAnswer, table.Refuses(Table.Director, Table.Proposal(Table.Circle) with { Owner = owner }));
        Assert.Null(table.Refuses(Table.Director, Table.Proposal(Table.Circle) with { Owner = Table.Child }));
    }

    [Fact]
    public void Propose_CheckerOutsideTheAudience_IsRefused() =>
        Assert.Equal(RefusalCodes.CommitmentCheckerCannotSee, Table.Laid().Refuses(Table.Kim, Table.Proposal() with { Checker = Table.Rob }));

    // A refusal would tell whose consent ended (L10).
    [Fact]
    public void Propose_ForSomebodyWithoutAGround_IsRefusedToTheDirectorAlone()
    {
        var teacher = new PersonId("teacher");
        var side = Table.Laid().Plan.Section(Table.SideKim)!;
        var table = Table.Laid().Does(new AddPerson(Table.Someone(teacher, PersonRole.Professional), true))
            .Does(new ChangeSection(side.Id, side.Mode, [.. side.Audience, teacher]));

        Assert.Equal(RefusalCodes.CommitmentOwnerCannotSee, table.Refuses(Table.Director, Table.Proposal() with { Owner = teacher }));
        Assert.Equal(RefusalCodes.CommitmentCheckerCannotSee, table.Refuses(Table.Director, Table.Proposal() with { Checker = teacher }));
        Assert.Null(table.Refuses(Table.Kim, Table.Proposal() with { Owner = teacher }));
        table.Does(Table.Kim, Table.Proposal() with { Checker = teacher });
        Assert.Null(table.Refuses(Table.Kim, new RewordCommitment(Table.Calls, 1, "Anders.", teacher, null, "elke dag")));
    }

    [Fact]
    public void Propose_CheckerIsOwner_IsRefused() =>
        Assert.Equal(RefusalCodes.CommitmentCheckerIsOwner, Table.Laid().Refuses(Table.Kim, Table.Proposal() with { Checker = Table.Kim }));

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void Propose_NoText_IsRefused(string text) =>
        Assert.Equal(RefusalCodes.CommitmentTextLength, Table.Laid().Refuses(Table.Kim, Table.Proposal() with { Text = text }));

    [Fact]
    public void Propose_TextOrRecurrenceTooLong_IsRefused()
    {
        Assert.Equal(RefusalCodes.CommitmentTextLength, Table.Laid().Refuses(Table.Kim, Table.Proposal() with { Text = new string('a', 1_001) }));
        Assert.Equal(RefusalCodes.CommitmentTextLength, Table.Laid().Refuses(Table.Kim, Table.Proposal() with { Recurrence = new string('a', 101) }));
        Assert.Equal(RefusalCodes.CommitmentTextLength, Table.Laid().Refuses(Table.Kim, Table.Proposal() with { Recurrence = "" }));
        Assert.Null(Table.Laid().Refuses(Table.Kim, Table.Proposal() with { Text = new string('a', 1_000), Recurrence = new string('a', 100) }));
    }

    [Theory]
    [InlineData("kim")]
    [InlineData("rob")]
    [InlineData("safehome")]
    public void Propose_InAReleasedSection_IsTheDirectors(string person)
    {
        var table = Table.Laid();

        Assert.Equal(RefusalCodes.SectionReadOnly, table.Refuses(new PersonId(person), Table.Proposal(Table.Circle)));
        table.Does(Table.Director, Table.Proposal(Table.Circle));
        Assert.Equal(RefusalCodes.SectionReadOnly, table.Refuses(new PersonId(person), Rewords));
        Assert.Null(table.Refuses(Table.Director, Rewords));
    }

    [Fact]
    public void Propose_ProtectedWordWhereTheOtherSideReads_IsRefused()
    {
        var refusal = Table.Laid().Decided(Table.Director, Table.Proposal(Table.Circle) with { Text = "Ik bel De Luwte." }).Refusal!;

        Assert.Equal(RefusalCodes.CommitmentProtectedWord, refusal.Code);
        Assert.Equal(["oma", "rob"], refusal.About.Order(StringComparer.Ordinal));
        Assert.Equal(RefusalCodes.CommitmentProtectedWord, Table.Laid().Refuses(Table.Director, Table.Proposal(Table.Circle) with { Recurrence = "bij trauma" }));
    }

    [Fact]
    public void Propose_ProtectedWordBySomebodyWhomItDoesNotConcern_IsRefusedWithoutAReason()
    {
        var refusal = Table.Laid().Decided(Table.SafeHome, Table.Proposal(Table.SideRob) with { Owner = Table.Rob, Checker = Table.SafeHome, Text = "Ik bel De Luwte." }).Refusal!;

        Assert.Equal(RefusalCodes.TextNotHere, refusal.Code);
        Assert.Empty(refusal.About);
    }

    [Fact]
    public void Propose_ProtectedWordAmongTheProtected_IsProposed() =>
        Assert.Null(Table.Laid().Refuses(Table.Kim, Table.Proposal() with { Text = "Ik bel De Luwte." }));

    [Fact]
    public void Propose_OwnerWhomAReaderMayNotKnow_IsRefused()
    {
        var table = Table.Laid().Does(new ChangeSection(Table.Circle, SectionMode.Released, [Table.Director, Table.Rob, Table.Clinic]));

        Assert.Equal(
            RefusalCodes.CommitmentPersonHidden,
            table.Refuses(Table.Director, Table.Proposal(Table.Circle) with { Owner = Table.Clinic, Checker = null }));
        Assert.Equal(
            RefusalCodes.CommitmentPersonHidden,
            table.Refuses(Table.Director, Table.Proposal(Table.Circle) with { Owner = Table.Rob, Checker = Table.Clinic }));
    }

    [Fact]
    public void Answer_ByTheOwner_MakesItAgreed()
    {
        var commitment = Proposed().Does(Table.Kim, Agrees).Plan.Commitment(Table.Calls)!;

        Assert.Equal((CommitmentStatus.Agreed, CommitmentAnswer.Agree), (commitment.Status, commitment.Answer));
    }

    [Fact]
    public void Answer_Repeated_ChangesNothing()
    {
        var decision = Proposed().Does(Table.Kim, Agrees).Decided(Table.Kim, Agrees);

        Assert.Equal((0, null), (decision.Events.Count, decision.Refusal));
    }

    [Fact]
    public void Answer_ChangedMind_IsProposedAgain()
    {
        var table = Proposed().Does(Table.Kim, Agrees).Does(Table.Kim, Agrees with { Answer = CommitmentAnswer.Unsure });

        Assert.Equal(CommitmentStatus.Proposed, table.Plan.Commitment(Table.Calls)!.Status);
    }

    [Fact]
    public void AnswerAndResult_ThatWaited_DoNotReplaceWhatTheCallerSaidAfterThem()
    {
        var table = Proposed();
        Assert.Null(table.Refuses(Table.Kim, Agrees with { After = Said(Table.Kim) }));
        table.Does(Table.Kim, Agrees with { Answer = CommitmentAnswer.Disagree, Remark = "Niet op vrijdag." });
        Assert.Equal(RefusalCodes.CommitmentSaidElsewhere, table.Refuses(Table.Kim, Agrees with { After = 0 }));
        Assert.Equal((1, 0), (Said(Table.Kim), Said(Table.Shelter)));

        table.Does(Table.Kim, Agrees with { After = 1 }).Does(Table.Shelter, Kept with { Result = CommitmentStatus.NotKept });
        Assert.Equal(RefusalCodes.CommitmentSaidElsewhere, table.Refuses(Table.Shelter, Kept with { After = 0 }));
        Assert.Null(table.Refuses(Table.Shelter, Kept with { After = Said(Table.Shelter) }));
        Assert.Equal((2, 1), (Said(Table.Kim), Said(Table.Shelter)));

        int Said(PersonId person) => PlanProjection.For(table.Plan, person).Commitments.Single().YouSaid;
    }

    [Fact]
    public void Answer_BySomebodyElse_IsRefused() =>
        Assert.Equal(RefusalCodes.CommitmentNotOwner, Proposed().Refuses(Table.Director, Agrees));

    [Fact]
    public void Answer_BySomebodyWhoMayNotSeeIt_SaysThatThereIsNone()
    {
        Assert.Equal(RefusalCodes.CommitmentUnknown, Proposed().Refuses(Table.Rob, Agrees));
        Assert.Equal(RefusalCodes.CommitmentUnknown, Table.Laid().Refuses(Table.Rob, Agrees));
        Assert.Equal(RefusalCodes.CommitmentUnknown, Proposed().Refuses(Table.Rob, Rewords));
        Assert.Equal(RefusalCodes.CommitmentUnknown, Proposed().Refuses(Table.Rob, Kept));
    }

    [Fact]
    public void Answer_ToAnOlderText_IsRefused() => Assert.Equal(
        RefusalCodes.CommitmentTextChanged,
        Proposed().Does(Table.Shelter, Rewords).Refuses(Table.Kim, Agrees));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Answer_DisagreeWithoutWords_IsRefused(string? remark) => Assert.Equal(
        RefusalCodes.CommitmentRemarkRequired,
        Proposed().Refuses(Table.Kim, new AnswerCommitment(Table.Calls, 1, CommitmentAnswer.Disagree, remark)));

    [Fact]
    public void Answer_RemarkWithAProtectedWord_IsRefused()
    {
        var table = Table.Laid().Does(Table.Director, Table.Proposal(Table.Circle));

        Assert.Equal(
            RefusalCodes.CommitmentProtectedWord,
            table.Refuses(Table.Kim, new AnswerCommitment(Table.Calls, 1, CommitmentAnswer.Disagree, "Eerst trauma.")));
    }

    [Fact]
    public void Answer_RemarkTooLong_IsRefused() => Assert.Equal(
        RefusalCodes.CommitmentTextLength,
        Proposed().Refuses(Table.Kim, new AnswerCommitment(Table.Calls, 1, CommitmentAnswer.Disagree, new string('a', 1_001))));

    [Fact]
    public void Answer_AgreeWithoutChecker_IsRefused() => Assert.Equal(
        RefusalCodes.CommitmentCheckerMissing,
        Table.Laid().Does(Table.Kim, Table.Proposal() with { Checker = null }).Refuses(Table.Kim, Agrees));

    [Fact]
    public void Answer_AgreeWithoutDate_IsRefused()
    {
        var undated = Table.Laid().Does(Table.Kim, Table.Proposal() with { DueOn = null });

        Assert.Equal(RefusalCodes.CommitmentDateMissing, undated.Refuses(Table.Kim, Agrees));
        Assert.Null(undated.Does(Table.Kim, Rewords with { DueOn = null, Recurrence = "elke dag" }).Refuses(Table.Kim, Agrees with { TextVersion = 2 }));
    }

    [Fact]
    public void Reword_AgreedText_VoidsTheAnswer()
    {
        var commitment = Proposed().Does(Table.Kim, Agrees).Does(Table.Shelter, Rewords).Plan.Commitment(Table.Calls)!;

        Assert.Equal((2, CommitmentStatus.Proposed, null), (commitment.TextVersion, commitment.Status, commitment.Answer));
        Assert.Equal("Ik bel elke week.", commitment.Text);
    }

    [Fact]
    public void Reword_Repeated_ChangesNothing()
    {
        var decision = Proposed().Does(Table.Shelter, Rewords).Decided(Table.Shelter, Rewords);

        Assert.Equal((0, null), (decision.Events.Count, decision.Refusal));
    }

    [Fact]
    public void Reword_OlderText_IsRefused() => Assert.Equal(
        RefusalCodes.CommitmentTextChanged,
        Proposed().Does(Table.Shelter, Rewords).Refuses(Table.Kim, Rewords with { Text = "Nog anders." }));

    [Fact]
    public void Reword_ProtectedWordOrCheckerIsOwner_IsRefused()
    {
        var table = Table.Laid().Does(Table.Director, Table.Proposal(Table.Circle));

        Assert.Equal(RefusalCodes.CommitmentProtectedWord, table.Refuses(Table.Director, Rewords with { Text = "In de Vlier straat." }));
        Assert.Equal(RefusalCodes.CommitmentCheckerIsOwner, table.Refuses(Table.Director, Rewords with { Checker = Table.Kim }));
    }

    [Fact]
    public void RecordResult_Agreed_IsRecordedAndMayBeCorrected()
    {
        var table = Proposed().Does(Table.Kim, Agrees).Does(Table.Shelter, Kept);
        Assert.Equal(CommitmentStatus.Kept, table.Plan.Commitment(Table.Calls)!.Status);

        table.Does(Table.Director, Kept with { Result = CommitmentStatus.PartlyKept, Remark = "Een keer niet." });

        Assert.Equal("Een keer niet.", table.Plan.Commitment(Table.Calls)!.ResultRemark);
        Assert.Equal(RefusalCodes.CommitmentSettled, table.Refuses(Table.Kim, Agrees with { Answer = CommitmentAnswer.Unsure }));
        Assert.Equal(RefusalCodes.CommitmentSettled, table.Refuses(Table.Kim, Rewords));
    }

    [Fact]
    public void RecordResult_NotAgreed_IsRefused() => Assert.Equal(RefusalCodes.CommitmentNotAgreed, Proposed().Refuses(Table.Kim, Kept));

    [Fact]
    public void RecordResult_BySomebodyElse_IsRefused() => Assert.Equal(
        RefusalCodes.CommitmentNotInvolved,
        Proposed().Does(Table.Kim, Agrees).Refuses(Table.Child, Kept));

    [Theory]
    [InlineData(CommitmentStatus.Proposed)]
    [InlineData(CommitmentStatus.Agreed)]
    [InlineData(CommitmentStatus.Replaced)]
    public void RecordResult_NoResult_IsRefused(CommitmentStatus result) => Assert.Equal(
        RefusalCodes.CommitmentNotAResult,
        Proposed().Does(Table.Kim, Agrees).Refuses(Table.Kim, Kept with { Result = result }));

    [Fact]
    public void RecordResult_OfOtherWords_IsRefused()
    {
        var reworded = Proposed().Does(Table.Shelter, Rewords).Does(Table.Kim, Agrees with { TextVersion = 2 });

        Assert.Equal(RefusalCodes.CommitmentTextChanged, reworded.Refuses(Table.Kim, Kept));
        Assert.Null(reworded.Refuses(Table.Kim, Kept with { TextVersion = 2 }));
    }

    private static Table Proposed() => Table.Laid().Does(Table.Shelter, Table.Proposal());
}
