using System.Text;

namespace RoundTable.Journal.Tests;

public sealed class PostgresNoticeTests
{
    [Fact]
    public void Of_ManyLongStreams_IsCutIntoNoticesThatFit()
    {
        var records = Enumerable.Range(0, 100).Select(i => Record(new StreamId($"plan/{new string('é', 200)}{i}"), i + 1)).ToList();

        var notices = PostgresNotice.Of(records, "me");

        Assert.All(notices, n => Assert.InRange(Encoding.UTF8.GetByteCount(n), 1, 7999));
        Assert.Equal(records.Select(r => new StreamMoved(r.Stream, r.Seq, r.Seq)), notices.SelectMany(n => PostgresNotice.Parse(n, "you")));
    }

    [Fact]
    public void Parse_WhatOthersSent_IsPassedOver() =>
        Assert.Equal([new StreamMoved(new StreamId("a b"), 1, 2)], PostgresNotice.Parse("hello\n1 x y\n1 2 a b\n\n3\n", "me"));

    [Fact]
    public void Parse_WhatThisServerCommitted_IsItsOwn() =>
        Assert.Equal(
            [new StreamMoved(new StreamId("a"), 3, 3, Own: true)],
            PostgresNotice.Of([Record(new StreamId("a"), 3)], "me").SelectMany(n => PostgresNotice.Parse(n, "me")));

    [Fact]
    public void ParseMessage_OfAnotherServer_IsReadAndOnesOwnIsNot()
    {
        var notice = PostgresNotice.OfMessage("one\ntwo", "me");
        Assert.Equal(new ServerMessage("me", "one\ntwo"), PostgresNotice.ParseMessage(notice, "you"));
        Assert.Null(PostgresNotice.ParseMessage(notice, "me"));
        Assert.Null(PostgresNotice.ParseMessage("hello", "me"));
        Assert.Null(PostgresNotice.ParseMessage("@\nhello", "me"));
    }

    private static JournalRecord Record(StreamId stream, long seq) =>
        new(stream, seq, DateTimeOffset.UnixEpoch, new Actor("p", "r", "s"), "k", 1, default, default, default);
}
