using System.Text.Json;
using System.Text.Json.Nodes;
using RoundTable.Domain.Ids;
using RoundTable.Domain.Meetings;
using RoundTable.Domain.Words;

namespace RoundTable.Domain.Tests.Meetings;

public class ScoreSealTests
{
    private static readonly MeetingId Meeting = new("m1");
    private static readonly RoomId Room = new("r1");
    private static readonly PersonId Person = new("p1");

    // Made with Node 20: JSON.stringify of the same object and SHA-256 of 32 bytes 0x07 before it.
    [Fact]
    public void Compute_KnownScore_GivesTheSealOfABrowser()
    {
        var canonical = ScoreSeal.Canonical(Meeting, Room, 2, Person, 7, null, "Hé \"zo\" \\ <b> \u2028 \u0001 \n\t😀 \uD800x", "");

        Assert.Equal(
            "{\"meeting\":\"m1\",\"room\":\"r1\",\"round\":2,\"person\":\"p1\",\"value\":7,\"passReason\":null,"
            + "\"why\":\"Hé \\\"zo\\\" \\\\ <b> \u2028 \\u0001 \\n\\t😀 \\ud800x\",\"oneHigher\":\"\"}",
            canonical);
        var nonce = new byte[ScoreSeal.NonceLength];
        Array.Fill(nonce, (byte)7);
        Assert.Equal("44cdf4aed7f14e21779d1d9e6cd6b7a6006264fce5f3f3904408fd7ffd4228e6", ScoreSeal.Compute(nonce, canonical));
    }

    [Fact]
    public void Canonical_Pass_IsJsonWithNull()
    {
        var json = JsonNode.Parse(ScoreSeal.Canonical(Meeting, Room, 1, Person, null, "Ik weet \b\f\r niet.", "", ""))!;

        Assert.Equal(JsonValueKind.Null, json["value"]?.GetValueKind() ?? JsonValueKind.Null);
        Assert.Equal("Ik weet \b\f\r niet.", (string)json["passReason"]!);
    }

    [Fact]
    public void Verify_AnythingChanged_Fails()
    {
        var nonce = new byte[ScoreSeal.NonceLength];
        var seal = ScoreSeal.Compute(nonce, ScoreSeal.Canonical(Meeting, Room, 1, Person, 7, null, "a", "b"));
        var score = new SealedScore(
            Person, 7, null, "a", "b", ScoreInputMode.Self, ScoreVisibility.Everyone, Convert.ToHexStringLower(nonce), seal, Table.Now);

        Assert.True(ScoreSeal.Verify(Meeting, Room, 1, score));
        Assert.False(ScoreSeal.Verify(Meeting, Room, 1, score with { Value = 8 }));
        Assert.False(ScoreSeal.Verify(Meeting, Room, 1, score with { Value = null, PassReason = "x" }));
        Assert.False(ScoreSeal.Verify(Meeting, Room, 1, score with { Why = "b", OneHigher = "a" }));
        Assert.False(ScoreSeal.Verify(Meeting, Room, 1, score with { Person = new PersonId("p2") }));
        Assert.False(ScoreSeal.Verify(Meeting, Room, 2, score));
        Assert.False(ScoreSeal.Verify(Meeting, new RoomId("r2"), 1, score));
        Assert.False(ScoreSeal.Verify(new MeetingId("m2"), Room, 1, score));
        Assert.False(ScoreSeal.Verify(Meeting, Room, 1, score with { Nonce = "01" + score.Nonce[2..] }));
    }
}
