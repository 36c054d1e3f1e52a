namespace RoundTable.Yjs.Tests;

public sealed class AwarenessTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Apply_FirstReportWithClockZeroOfAStranger_Ignored()
    {
        var own = new Awareness(1, _time);
        own.Apply(AwarenessProtocol.Encode([new(2, 0, new YObject { { "name", "Ada" } })]));
        Assert.Equal([1UL], own.States.Keys);
    }

    [Fact]
    public void Apply_NewerReport_AddedThenUpdatedThenRemoved()
    {
        var own = new Awareness(1, _time);
        var seen = new List<string>();
        own.Updated += change => seen.Add($"+{string.Join(',', change.Added)} ~{string.Join(',', change.Updated)} -{string.Join(',', change.Removed)} {change.Origin}");
        own.Apply(AwarenessProtocol.Encode([new(2, 1, "a")]), "wire");
        own.Apply(AwarenessProtocol.Encode([new(2, 2, "b")]), "wire");
        own.Apply(AwarenessProtocol.Encode([new(2, 1, "old")]), "wire");
        own.Apply(AwarenessProtocol.Encode([new(2, 2, null)]), "wire");
        Assert.Equal(["+2 ~ - wire", "+ ~2 - wire", "+ ~ -2 wire"], seen);
    }

    [Fact]
    public void Apply_OwnClientReportedGone_KeptWithHigherClock()
    {
        var own = new Awareness(1, _time);
        own.Apply(AwarenessProtocol.Encode([new(1, 5, null)]));
        Assert.NotNull(own.GetLocalState());
        Assert.Equal([KeyValuePair.Create(1UL, 6L)], own.Clocks);
    }

    [Fact]
    public void CheckTimeouts_SilenceOfThirtySeconds_OthersGoAndOwnIsRenewed()
    {
        var own = new Awareness(1, _time);
        own.Apply(AwarenessProtocol.Encode([new(2, 1, "here")]));
        _time.Advance(TimeSpan.FromSeconds(15));
        own.CheckTimeouts();
        Assert.Equal(1, own.Clocks.Single(static entry => entry.Key == 1).Value);
        Assert.Contains(2UL, own.States.Keys);
        _time.Advance(TimeSpan.FromSeconds(15));
        own.CheckTimeouts();
        Assert.Equal([1UL], own.States.Keys);
    }

    [Fact]
    public void SetLocalStateField_SameValue_UpdatedButNotChanged()
    {
        var own = new Awareness(1, _time);
        own.SetLocalStateField("typing", true);
        var changed = 0;
        var updated = 0;
        own.Changed += _ => changed++;
        own.Updated += _ => updated++;
        own.SetLocalStateField("typing", true);
        Assert.Equal((0, 1), (changed, updated));
    }

    [Fact]
    public void Decode_StateThatIsNoJson_Malformed()
    {
        Assert.Throws<MalformedUpdateException>(() => AwarenessProtocol.Decode([1, 2, 1, 1, (byte)'{']));
    }
}
