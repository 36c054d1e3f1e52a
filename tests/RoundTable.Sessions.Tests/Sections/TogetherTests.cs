using RoundTable.Domain.Ids;
using RoundTable.Sessions.Sections;

namespace RoundTable.Sessions.Tests.Sections;

/// <summary>What reaches the disk together is told together.</summary>
public class TogetherTests
{
    private const string Item = TestClient.ItemA;
    private readonly TestSection _section = new("p-anna", "p-bram", "p-cees");
    private readonly TestClient _anna;
    private readonly TestClient _bram;

    public TogetherTests()
    {
        _anna = _section.Join("p-anna", 100);
        _bram = _section.Join("p-bram", 200);
        _anna.MakeItem(Item, "Ik ben bang");
        _section.PushAll(_anna);
        _bram.Take(_section.HandleAndFlush(_bram.Opening()).OfType<SectionEffect.Opened>().Single().Reply);
        _bram.Pushes.Clear();
    }

    [Fact]
    public void SeveralPeople_AreOneBroadcastToAll_AndThenAreAcknowledged()
    {
        var cees = _section.Join("p-cees", 300);
        long[] pushed = [Type(_anna, "a"), Type(_bram, "b"), Type(_anna, "c")];

        var effects = _section.FlushTogether();

        Assert.Collection(
            effects,
            e => Assert.Null(Assert.IsType<SectionEffect.Broadcast>(e).Except),
            e => Assert.Equal(new SectionEffect.Acknowledge(_anna.Reader, pushed[0], Told: true), e),
            e => Assert.Equal(new SectionEffect.Acknowledge(_bram.Reader, pushed[1], Told: true), e),
            e => Assert.Equal(new SectionEffect.Acknowledge(_anna.Reader, pushed[2], Told: true), e));
        var update = ((SectionEffect.Broadcast)effects[0]).Update;
        Assert.Equal(PersonId.From("p-bram"), Assert.Single(update.Clients).Value);
        foreach (var client in (TestClient[])[_anna, _bram, cees])
        {
            client.Doc.ApplyUpdate(update.Update.Span);
            Assert.Equal(_section.Read("p-cees"), Json.Of(client.Doc));
        }
    }

    [Fact]
    public void OnePersonsLetters_AreOneBroadcastToTheOthers()
    {
        Type(_anna, "a");
        Type(_anna, "b");
        Type(_anna, "c");

        var effects = _section.FlushTogether();

        var broadcast = Assert.Single(effects.OfType<SectionEffect.Broadcast>());
        Assert.Equal(_anna.Reader, broadcast.Except);
        Assert.Equal(3, effects.OfType<SectionEffect.Acknowledge>().Count(a => !a.Told));
        _bram.Doc.ApplyUpdate(broadcast.Update.Update.Span);
        Assert.Equal(_section.Read("p-anna"), Json.Of(_bram.Doc));
    }

    [Fact]
    public void AnOpeningInBetween_IsAnsweredWithWhatCameBeforeIt_AndHearsTheRest()
    {
        var cees = new TestClient("p-cees", 300);
        Type(_anna, "a");
        Type(_bram, "b");
        _section.Handle(cees.Opening());
        Type(_anna, "c");
        Type(_bram, "d");

        var effects = _section.FlushTogether();

        Assert.Equal(
            [typeof(SectionEffect.Broadcast), typeof(SectionEffect.Opened), typeof(SectionEffect.Broadcast)],
            effects.Where(e => e is not SectionEffect.Acknowledge).Select(e => e.GetType()));
        cees.Take(effects.OfType<SectionEffect.Opened>().Single().Reply);
        cees.Doc.ApplyUpdate(effects.OfType<SectionEffect.Broadcast>().Last().Update.Update.Span);
        Assert.Equal(_section.Read("p-anna"), Json.Of(cees.Doc));
    }

    [Fact]
    public void WhatChangesNothing_IsAcknowledgedButNotToldOf()
    {
        Type(_anna, "a");
        Type(_anna, "b");
        var nothing = _bram.Numbered([0, 0]);
        _section.Handle(nothing);
        Type(_anna, "c");

        var effects = _section.FlushTogether();

        Assert.Contains(new SectionEffect.Acknowledge(_bram.Reader, nothing.Number), effects);
    }

    [Fact]
    public void MoreThanAnUpdateMayHold_IsToldInParts()
    {
        // What is taken away leaves a trace that weighs almost nothing, but each update weighs what it brought.
        for (var n = 0; n < 40; n++)
        {
            Type(n % 2 == 0 ? _anna : _bram, new string('x', 3_000));
            var author = n % 2 == 0 ? _anna : _bram;
            author.Text(Item).Delete(0, 3_000);
            _section.Handle(author.Pushes.Dequeue());
        }

        var parts = _section.FlushTogether().OfType<SectionEffect.Broadcast>().ToList();

        Assert.InRange(parts.Count, 2, 4);
        Assert.All(parts, p => Assert.InRange(p.Update.Update.Length, 1, SectionCaps.Default.UpdateBytes));
        var cees = _section.Document("p-cees");
        foreach (var part in parts)
        {
            _bram.Doc.ApplyUpdate(part.Update.Update.Span);
        }

        Assert.Equal(Json.Of(cees), Json.Of(_bram.Doc));
    }

    [Fact]
    public void ASnapshotInBetween_HoldsTheRecordsUpToItsOwn()
    {
        for (var n = 0; n < SectionLimits.SnapshotRecords + 10; n++)
        {
            Type(n % 2 == 0 ? _anna : _bram, "x");
        }

        _section.FlushTogether();

        Assert.True(_section.HasSnapshot);
        var before = _section.Read("p-anna");
        _section.Crash();
        Assert.Equal(before, _section.Read("p-anna"));
    }

    [Fact]
    public void ClientsInAnUnusualOrder_AreToldWhole()
    {
        // Two Yjs clients of Anna's, the lower one first: no Yjs writes that, but it is an update.
        var second = new TestClient("p-anna", 101);
        second.Doc.ApplyUpdate(_anna.Doc.EncodeStateAsUpdate());
        _anna.Text(Item).Insert(0, "a");
        second.Text(Item).Insert(0, "b");
        var (low, high) = (_anna.Pushes.Dequeue().Update, second.Pushes.Dequeue().Update);
        byte[] both = [2, .. low.Span[1..^1], .. high.Span[1..^1], 0];
        Assert.Contains(_section.Handle(_anna.Numbered(both)), e => e is SectionEffect.Append);
        second.Text(Item).Insert(0, "c");
        Assert.Contains(_section.Handle(_anna.Numbered(second.Pushes.Dequeue().Update.ToArray())), e => e is SectionEffect.Append);

        var broadcast = Assert.Single(_section.FlushTogether().OfType<SectionEffect.Broadcast>());

        _bram.Doc.ApplyUpdate(broadcast.Update.Update.Span);
        Assert.False(_bram.Doc.HasPending);
        Assert.Equal(_section.Read("p-anna"), Json.Of(_bram.Doc));
    }

    private long Type(TestClient client, string text)
    {
        client.Text(Item).Insert(0, text);
        var push = client.Pushes.Dequeue();
        _section.Handle(push);
        return push.Number;
    }
}
