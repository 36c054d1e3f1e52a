namespace RoundTable.Yjs.Tests;

public sealed class HostileBytesTests
{
    /// <summary>What decoding and applying may allocate: a fixed part and a part for each byte.</summary>
    private const long FixedBytes = 64 * 1024;

    private const long BytesPerByte = 1024;

    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ApplyUpdate_MutatedUpdates_OnlyMalformedAndUnchanged(int seed)
    {
        var random = new Random(seed);
        var updates = VectorCases.UpdatesV1;
        var doc = Filled(updates[random.Next(updates.Count)]);
        for (var i = 0; i < 700; i++)
        {
            var update = Mutate(random, updates[random.Next(updates.Count)]);
            doc = Feed(doc, update, $"seed {seed}, round {i}", static (d, u) => d.ApplyUpdate(u));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ApplyUpdateV2_MutatedUpdates_OnlyMalformedAndUnchanged(int seed)
    {
        var random = new Random(seed);
        var updates = VectorCases.UpdatesV1;
        var doc = Filled(updates[random.Next(updates.Count)]);
        for (var i = 0; i < 500; i++)
        {
            var update = Mutate(random, Updates.ConvertV1ToV2(updates[random.Next(updates.Count)]));
            doc = Feed(doc, update, $"seed {seed}, round {i}", static (d, u) => d.ApplyUpdateV2(u));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ReadersWithoutDocument_MutatedUpdates_OnlyMalformed(int seed)
    {
        var random = new Random(seed);
        var updates = VectorCases.UpdatesV1;
        var doc = Filled(updates[0]);
        for (var i = 0; i < 500; i++)
        {
            var update = Mutate(random, updates[random.Next(updates.Count)]);
            Guarded(() => Updates.Merge(update, updates[0]));
            Guarded(() => Updates.Diff(update, doc.EncodeStateVector()));
            Guarded(() => Updates.ConvertV1ToV2(update));
            Guarded(() => Updates.EncodeStateVector(update));
            Guarded(() => Updates.ParseMeta(update));
            Guarded(() => Snapshot.Decode(update));
            Guarded(() => RelativePosition.Decode(update));
            Guarded(() => AwarenessProtocol.Decode(update));
            Guarded(() => SyncProtocol.Handle(doc, update, null, out _));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Inspect_MutatedUpdates_RefusesExactlyWhatApplyRefuses(int seed)
    {
        var random = new Random(seed);
        var updates = VectorCases.UpdatesV1;
        for (var i = 0; i < 500; i++)
        {
            var update = Mutate(random, updates[random.Next(updates.Count)]);
            var doc = Filled(updates[random.Next(updates.Count)]);
            var refused = !Guarded(() => ReadAll(doc, update));
            Assert.True(refused == !Guarded(() => doc.ApplyUpdate(update)), $"seed {seed}, round {i}: inspection refused: {refused}, {Convert.ToHexString(update)}");
        }
    }

    [Fact]
    public void ApplyUpdate_RandomBytes_OnlyMalformedAndUnchanged()
    {
        var random = new Random(42);
        var doc = Filled(VectorCases.UpdatesV1[3]);
        for (var i = 0; i < 5000; i++)
        {
            var bytes = new byte[random.Next(60)];
            random.NextBytes(bytes);
            doc = Feed(doc, bytes, $"round {i}", static (d, u) => d.ApplyUpdate(u));
            doc = Feed(doc, bytes, $"round {i}", static (d, u) => d.ApplyUpdateV2(u));
        }
    }

    [Theory]
    [InlineData("FFFFFFFF0F", "clients that are not there")]
    [InlineData("01FFFFFFFF0F0100", "structs that are not there")]
    [InlineData("0101010008FFFFFFFF0F", "values that are not there")]
    [InlineData("010101000401017401FFFFFF7F61", "text that is not there")]
    [InlineData("01010100840105016100", "an origin in its own future")]
    [InlineData("01010100010101740000", "a run without units")]
    [InlineData("01010100040101740000", "text without characters")]
    [InlineData("010101FFFFFFFFFFFFFF0F00050000", "a clock beyond 2^53")]
    [InlineData("010101000B010174010000", "an unknown content")]
    [InlineData("01010100070101740900", "an unknown type")]
    [InlineData("0101010004010174 01FF00", "text that is not UTF-8")]
    public void ApplyUpdate_ImpossibleClaim_Malformed(string hex, string what)
    {
        var doc = new Doc(7);
        Assert.True(Throws(() => doc.ApplyUpdate(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)))), what);
        Assert.Equal("0000", Convert.ToHexString(doc.EncodeStateAsUpdate()));
    }

    [Fact]
    public void ApplyUpdate_ValueNestedTooDeep_Malformed()
    {
        var arrays = Enumerable.Repeat(new byte[] { 117, 1 }, 100_000).SelectMany(static b => b);
        byte[] update = [1, 1, 1, 0, 8, 1, 1, (byte)'a', 1, .. arrays, 126, 0];
        Assert.Throws<MalformedUpdateException>(() => new Doc(7).ApplyUpdate(update));
    }

    [Fact]
    public void ApplyUpdate_TypesNestedDeep_AppliedReadDeletedAndCollected()
    {
        const int Depth = 50_000;
        var doc = new Doc(1);
        var outer = doc.GetArray("a");
        doc.Transact(_ =>
        {
            for (var i = 0; i < Depth; i++)
            {
                var inner = new YArray();
                outer.Insert(0, inner);
                outer = inner;
            }
        });
        var copy = new Doc(2);
        copy.ApplyUpdate(doc.EncodeStateAsUpdate());
        var json = copy.GetArray("a").ToJson();
        for (var i = 0; i < Depth; i++)
        {
            json = Assert.Single((object?[])json!);
        }
        Assert.Equal([], (object?[])json!);
        copy.GetArray("a").Delete(0);
        Assert.Equal(0, copy.GetArray("a").Length);
        // One deleted item, and one collected run of all that was inside it.
        Assert.Equal(Convert.ToHexString([1, 2, 1, 0, 1, 1, 1, (byte)'a', 1, 0, 0xCF, 0x86, 3, 1, 1, 1, 0, 0xD0, 0x86, 3]), Convert.ToHexString(copy.EncodeStateAsUpdate()));
    }

    [Fact]
    public void ToString_ElementsNestedDeep_Written()
    {
        const int Depth = 20_000;
        var doc = new Doc(1);
        var outer = doc.GetXmlFragment("x");
        doc.Transact(_ =>
        {
            for (var i = 0; i < Depth; i++)
            {
                var inner = new YXmlElement("a");
                outer.Insert(0, inner);
                outer = inner;
            }
        });
        Assert.Equal(string.Concat(Enumerable.Repeat("<a>", Depth).Concat(Enumerable.Repeat("</a>", Depth))), doc.GetXmlFragment("x").ToString());
    }

    [Fact]
    public void ApplyUpdateV2_RunLengthBomb_Malformed()
    {
        // One client, 2^30 GC structs of one unit, in a dozen bytes of columns.
        byte[] update = [0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0, 6, 0x41, 0xFE, 0xFF, 0xFF, 0xFF, 0x07, 1, 0xFF, 0xFF, 0xFF, 0xFF, 3, 0, 0];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<MalformedUpdateException>(() => new Doc(7).ApplyUpdateV2(update));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < FixedBytes);
    }

    [Theory]
    [InlineData("AQMBAwQBA25ldwNhYmMKAUcCCAABAwIFBAIE", "deletes of an unknown client in disorder")]
    [InlineData("AAEFAgMAAgA=", "empty deletes of an unknown client")]
    public void ApplyUpdate_OddDeletesThatMustWait_DocumentGoesOn(string update, string what)
    {
        var doc = new Doc(7);
        doc.ApplyUpdate(Convert.FromBase64String(update));
        doc.GetText("t").Insert(0, "a");
        doc.ApplyUpdate([0, 0]);
        var copy = new Doc(8);
        copy.ApplyUpdate(doc.EncodeStateAsUpdate());
        copy.ApplyUpdateV2(doc.EncodeStateAsUpdateV2());
        Assert.True(copy.GetText("t").ToString() == "a", what);
    }

    [Fact]
    public void ApplyUpdate_HugeGapBetweenWaitingStructs_KeptAsOneGap()
    {
        var doc = new Doc(7);
        doc.ApplyUpdate([1, 1, 3, 5, 0, 1, 0]);
        doc.ApplyUpdate([1, 1, 3, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 4, 0, 1, 0]);
        Assert.True(doc.HasPending);
        Assert.InRange(doc.EncodeStateAsUpdate().Length, 1, 40);
    }

    [Fact]
    public void ApplyUpdate_ManyWaitingStructs_ReadBack()
    {
        const int Count = 100_000;
        byte[] update = [1, 0xA0, 0x8D, 6, 3, 5, .. Enumerable.Repeat(new byte[] { 0, 1 }, Count).SelectMany(static b => b), 0];
        var doc = new Doc(7);
        doc.ApplyUpdate(update);
        doc.ApplyUpdate(update);
        doc.ApplyUpdate([1, 1, 3, 0, 0, 5, 0]);
        Assert.False(doc.HasPending);
        Assert.Equal(Count + 5, doc.GetState(3));
    }

    [Fact]
    public void ApplyUpdate_WaitingOriginNearTheLastClock_ReadBack()
    {
        var doc = new Doc(7);
        byte[] clock = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x0E];
        doc.ApplyUpdate([1, 1, 3, 0, 0x84, 9, .. clock, 1, (byte)'x', 0]);
        doc.ApplyUpdate([1, 1, 4, 0, 0x84, 9, .. clock, 1, (byte)'x', 0]);
        Assert.True(doc.HasPending);
        Assert.NotEmpty(doc.EncodeStateAsUpdate());
    }

    private static Doc Filled(byte[] update)
    {
        var doc = new Doc(uint.MaxValue);
        doc.ApplyUpdate(update);
        return doc;
    }

    /// <summary>Feeds bytes in; what waits may pile up, so a document with waiting structs is replaced.</summary>
    private static Doc Feed(Doc doc, byte[] update, string where, Action<Doc, byte[]> apply)
    {
        var state = doc.EncodeStateAsUpdate();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            apply(doc, update);
        }
        catch (MalformedUpdateException)
        {
            Assert.True(state.AsSpan().SequenceEqual(doc.EncodeStateAsUpdate()), $"{where}: the document changed");
        }
        catch (Exception e)
        {
            Assert.Fail($"{where}: {e} on {Convert.ToHexString(update)}");
        }
        var allowed = FixedBytes + (BytesPerByte * (update.Length + state.Length)) + (Limits.StructsFree * 200);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < allowed, $"{where}: allocated too much on {Convert.ToHexString(update)}");
        if (!doc.HasPending)
        {
            return doc;
        }
        var fresh = new Doc(uint.MaxValue);
        fresh.ApplyUpdate(VectorCases.UpdatesV1[0]);
        return fresh;
    }

    private static void ReadAll(Doc doc, byte[] update)
    {
        var inspection = doc.Inspect(update);
        foreach (var item in inspection.Structs)
        {
            _ = item.Location.GetPath();
            _ = item.GetValues();
        }
        foreach (var delete in inspection.Deletes)
        {
            Assert.All(delete.Hits(), static hit => Assert.True(hit.Length > 0));
        }
        _ = inspection.MissesDependencies;
    }

    private static byte[] Mutate(Random random, byte[] update)
    {
        var bytes = update.ToList();
        for (var edits = random.Next(1, 4); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, [0xFF, 0xFF, 0xFF, 0x7F]);
                    break;
                default:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
            }
        }
        return [.. bytes];
    }

    private static bool Throws(Action action) => !Guarded(action);

    private static bool Guarded(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (MalformedUpdateException)
        {
            return false;
        }
    }
}
