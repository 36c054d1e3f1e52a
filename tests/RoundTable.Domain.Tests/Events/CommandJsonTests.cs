using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Events;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Events;

public class CommandJsonTests
{
    private const string Proposal = """
        {"kind":"proposeCommitment","id":"k1","text":"Ik bel elke dag.","owner":"p1","checker":null,"commitmentKind":"safetyRule","dueOn":"2026-03-01","recurrence":null,"audience":"s1"}
        """;

    [Fact]
    public void ProposeCommitment_InJson_HasItsOwnKindBesideTheCommands()
    {
        var command = Assert.IsType<ProposeCommitment>(JsonSerializer.Deserialize<PlanCommand>(Proposal, DomainJson.Options));

        Assert.Equal(CommitmentKind.SafetyRule, command.Kind);
        Assert.Equal(new DateOnly(2026, 3, 1), command.DueOn);
        Assert.Equal(Proposal.Trim(), JsonSerializer.Serialize<PlanCommand>(command, DomainJson.Options));
    }

    [Theory]
    [InlineData("\"audience\":\"s1\"", "\"audience\":\"s1\",\"extra\":1")]
    [InlineData("\"audience\":\"s1\"", "\"audience\":\"S1 \"")]
    [InlineData("\"audience\":\"s1\"", "\"audience\":\"\"")]
    [InlineData("\"audience\":\"s1\"", "\"text\":\"x\",\"audience\":\"s1\"")]
    [InlineData("\"safetyRule\"", "0")]
    [InlineData("\"safetyRule\"", "\"SafetyRules\"")]
    [InlineData("\"text\":\"Ik bel elke dag.\"", "\"text\":null")]
    [InlineData("\"text\":\"Ik bel elke dag.\",", "")]
    [InlineData("proposeCommitment", "somethingElse")]
    public void PlanCommand_MalformedJson_IsRefused(string part, string instead) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<PlanCommand>(Proposal.Replace(part, instead, StringComparison.Ordinal), DomainJson.Options));

    [Theory]
    [InlineData("""{"room":"r1","forcedReason":null,"round":2,"kind":"revealScores"}""", 2)]
    [InlineData("""{"room":"r1","forcedReason":null,"kind":"revealScores"}""", null)]
    public void MeetingCommand_InJson_ReadsEachKind(string json, int? round) =>
        Assert.Equal(new RevealScores(new RoomId("r1"), null, round), JsonSerializer.Deserialize<MeetingCommand>(json, DomainJson.Options));
}
