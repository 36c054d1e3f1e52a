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
    public void Records_OfStreamsThatAreBoundToAnother_ComeAlongWhole()
    {
        var (table, plan) = (new StreamId("section/a b/table"), new StreamId("plan/a b"));
        var records = Chain(table, 4, payload: 60);
        var bound = new StreamAt(plan, 12);

        var notices = PostgresNotice.Of([.. records, Record(plan, 13)], "me", new Dictionary<StreamId, StreamAt> { [table] = bound });

        var moved = Assert.Single(notices.Select(n => PostgresNotice.Parse(n, "you")));
        Assert.Equal([(table, 1, 4), (plan, 13, 13)], moved.Select(m => (m.Stream, m.FirstSeq, m.Head)));
        Assert.Equal(bound, moved[0].Told!.While);
        Assert.Equal(records.Select(Said), moved[0].Told!.Records.Select(Said));
        Assert.Null(moved[1].Told);
        Assert.All(notices.SelectMany(n => PostgresNotice.Parse(n, "me")), own => Assert.Null(own.Told));

        static string Said(JournalRecord r) => $"{r with { Payload = default, Hash = default, PreviousHash = default }} "
            + $"{Convert.ToHexString(r.Payload.Span)} {Convert.ToHexString(r.Hash.Span)} {Convert.ToHexString(r.PreviousHash.Span)}";
    }

    [Theory]
    [InlineData(1, 7000)]
    [InlineData(60, 60)]
    public void Records_ThatDoNotFit_AreLeftToBeRead(int count, int payload)
    {
        var table = new StreamId("section/a/table");

        var notice = Assert.Single(PostgresNotice.Of(Chain(table, count, payload), "me", new Dictionary<StreamId, StreamAt> { [table] = new(new("plan/a"), 1) }));

        Assert.Equal([new StreamMoved(table, 1, count)], PostgresNotice.Parse(notice, "you"));
    }

    [Fact]
    public void Record_ThatIsNotWhatItsHashSays_IsNotTaken()
    {
        var table = new StreamId("section/a/table");
        var forged = Chain(table, 1, 60)[0] with { Actor = new Actor("somebody else", "r", "s") };

        var notice = Assert.Single(PostgresNotice.Of([forged], "me", new Dictionary<StreamId, StreamAt> { [table] = new(new("plan/a"), 1) }));

        Assert.Equal([new StreamMoved(table, 1, 1)], PostgresNotice.Parse(notice, "you"));
        Assert.Equal([new StreamMoved(table, 1, 1)], PostgresNotice.Parse("@me\n~1 plan/a\n1 1 section/a/table\n~x\n~1 plan/a\n+AAAA\n+?\n", "you"));
    }

    [Fact]
    public void ParseMessage_OfAnotherServer_IsReadAndOnesOwnIsNot()
    {
        var notice = PostgresNotice.OfMessage("one\ntwo", "me");
        Assert.Equal(new ServerMessage("me", "one\ntwo"), PostgresNotice.ParseMessage(notice, "you"));
        Assert.Null(PostgresNotice.ParseMessage(notice, "me"));
        Assert.Null(PostgresNotice.ParseMessage("hello", "me"));
        Assert.Null(PostgresNotice.ParseMessage("@\nhello", "me"));
    }

    private static List<JournalRecord> Chain(StreamId stream, int count, int payload)
    {
        var records = new List<JournalRecord>();
        for (var seq = 1; seq <= count; seq++)
        {
            var record = Record(stream, seq) with
            {
                Payload = Enumerable.Repeat((byte)seq, payload).ToArray(),
                PreviousHash = records.Count > 0 ? records[^1].Hash : RecordChain.Start,
            };
            records.Add(record with { Hash = RecordChain.ComputeHash(record) });
        }

        return records;
    }

    private static JournalRecord Record(StreamId stream, long seq) =>
        new(stream, seq, DateTimeOffset.UnixEpoch, new Actor("p", "r", "s"), "k", 1, default, default, default);
}
