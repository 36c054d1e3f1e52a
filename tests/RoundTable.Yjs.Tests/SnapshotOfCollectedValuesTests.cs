namespace RoundTable.Yjs.Tests;

public class SnapshotOfCollectedValuesTests
{
    [Fact]
    public void ReadMap_ValueCollectedSince_IsUndefined()
    {
        var doc = new Doc(1);
        var map = doc.GetMap("map");
        map.Set("key", "before");
        var snapshot = Snapshot.Of(doc);
        map.Set("key", "after");

        var entries = snapshot.ReadMap(map);

        Assert.True(entries.TryGet("key", out var value));
        Assert.Same(Undefined.Value, value);
    }
}
