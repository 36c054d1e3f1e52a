namespace RoundTable.Yjs.Tests;

/// <summary>
/// Whether an update would leave something waiting is foretold exactly: what a server accepts must never wait, for nothing that
/// comes later can be counted on to release it.
/// </summary>
public sealed class MissingDependenciesTests
{
    private const ulong Base = 9;
    private const int Histories = 400;
    private const int Updates = 8;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Fact]
    public void MissesDependencies_TwoThatWaitForEachOther_IsSaid()
    {
        var doc = Typed("X");
        byte[] circle =
        [
            2,
            1, 2, 0, 0xC4, 9, 0, 1, 0, 1, (byte)'y',
            1, 1, 0, 0xC4, 9, 0, 2, 0, 1, (byte)'x',
            0,
        ];

        Assert.True(doc.Inspect(circle).MissesDependencies);
    }

    /// <summary>Work that grows with the square of them would take longer than a test run may.</summary>
    [Fact]
    public void MissesDependencies_HundredsOfThousandsOfCircles_IsSaidAtOnce()
    {
        const int Circles = 500_000;
        var doc = Typed("X");
        using var update = new MemoryStream();
        update.WriteByte(2);
        foreach (var (client, other) in new[] { ((byte)2, (byte)1), ((byte)1, (byte)2) })
        {
            WriteNumber(update, Circles);
            update.Write([client, 0]);
            for (var n = 0; n < Circles; n++)
            {
                update.Write([0x81, other]);
                WriteNumber(update, n);
                update.WriteByte(1);
            }
        }

        update.WriteByte(0);

        Assert.True(doc.Inspect(update.ToArray()).MissesDependencies);
    }

    [Fact]
    public void MissesDependencies_TwoThatLeanOnEachOtherInTurn_IsNotSaid()
    {
        var doc = Typed("X");
        byte[] ladder =
        [
            2,
            2, 2, 0, 0x84, 9, 0, 1, (byte)'a', 0x84, 1, 0, 1, (byte)'c',
            2, 1, 0, 0x84, 2, 0, 1, (byte)'b', 0x84, 2, 1, 1, (byte)'d',
            0,
        ];

        Assert.False(doc.Inspect(ladder).MissesDependencies);
        doc.ApplyUpdate(ladder);
        Assert.Equal("Xabcd", doc.GetText("t").ToString());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void MissesDependencies_ReferencesAcrossClientsAtRandom_IsWhatApplyingLeavesWaiting(int seed)
    {
        var random = new Random(seed);
        var outcomes = new int[2];
        for (var history = 0; history < Histories; history++)
        {
            var doc = Typed("abc");
            for (var n = 0; n < Updates; n++)
            {
                var update = RandomUpdate(random, doc);
                var misses = doc.Inspect(update).MissesDependencies;
                var whole = doc.EncodeStateAsUpdate();
                doc.ApplyUpdate(update);

                Assert.True(misses == doc.HasPending, $"seed {seed}, history {history}: said {misses} of {Convert.ToHexString(update)} on {Convert.ToHexString(whole)}");
                outcomes[misses ? 1 : 0]++;
                if (!misses)
                    continue;
                doc = Typed("abc");
                doc.ApplyUpdate(whole);
            }
        }

        Assert.True(outcomes.Min() > Histories / 2, $"seed {seed}: {outcomes[0]} whole and {outcomes[1]} waiting say little");
    }

    private static Doc Typed(string text)
    {
        var author = new Doc(Base);
        author.GetText("t").Insert(0, text);
        var doc = new Doc(Limits.MaxSafeInteger);
        doc.ApplyUpdate(author.EncodeStateAsUpdate());
        return doc;
    }

    /// <summary>Mostly what is there or comes along in any order, now and then what is nowhere.</summary>
    private static byte[] RandomUpdate(Random random, Doc doc)
    {
        ulong[] clients = [.. Enumerable.Range(1, 4).Select(static c => (ulong)c)];
        random.Shuffle(clients);
        clients = clients[..random.Next(1, 5)];
        var counts = clients.Select(_ => random.Next(1, 4)).ToArray();
        var ends = new Dictionary<ulong, long>();
        for (var i = 0; i < clients.Length; i++)
        {
            ends[clients[i]] = doc.GetState(clients[i]) + counts[i];
        }

        List<byte> bytes = [(byte)clients.Length];
        for (var i = 0; i < clients.Length; i++)
        {
            var clock = Math.Max(0, doc.GetState(clients[i]) + (random.Next(12) == 0 ? 1 : -random.Next(2)));
            bytes.AddRange([(byte)counts[i], (byte)clients[i], (byte)clock]);
            for (var j = 0; j < counts[i]; j++)
            {
                clock += AddStruct(bytes, random, doc, ends, clients[i], clock);
            }
        }

        var deleted = random.Next(6) == 0;
        bytes.Add((byte)(deleted ? 1 : 0));
        if (deleted)
            bytes.AddRange([(byte)clients[0], 1, 0, (byte)random.Next(4)]);
        return [.. bytes];
    }

    private static int AddStruct(List<byte> bytes, Random random, Doc doc, Dictionary<ulong, long> ends, ulong client, long clock)
    {
        var length = random.Next(1, 3);
        switch (random.Next(24))
        {
            case 0:
                bytes.AddRange([10, (byte)(length - 1)]);
                return length - 1;
            case 1:
                bytes.AddRange([0, (byte)length]);
                return length;
        }

        var origin = Reference(random, doc, ends, client, clock);
        var right = Reference(random, doc, ends, client, clock);
        var deleted = random.Next(4) == 0;
        bytes.Add((byte)((deleted ? 1 : 4) | (origin.IsNone ? 0 : 0x80) | (right.IsNone ? 0 : 0x40)));
        foreach (var id in new[] { origin, right })
        {
            if (!id.IsNone)
                bytes.AddRange([(byte)id.Client, (byte)id.Clock]);
        }

        if (origin.IsNone && right.IsNone)
        {
            var parent = random.Next(3) == 0 ? Reference(random, doc, ends, client, clock) : Id.None;
            bytes.AddRange(parent.IsNone ? [1, 1, (byte)'t'] : [0, (byte)parent.Client, (byte)parent.Clock]);
        }

        bytes.AddRange(deleted ? [(byte)length] : [(byte)length, .. "xy"u8[..length]]);
        return length;
    }

    private static Id Reference(Random random, Doc doc, Dictionary<ulong, long> ends, ulong client, long clock)
    {
        if (random.Next(4) == 0)
            return Id.None;
        if (random.Next(3) == 0)
            return new Id(Base, random.Next(3));
        var other = (ulong)random.Next(1, 5);
        var end = other == client ? clock : ends.GetValueOrDefault(other, doc.GetState(other)) + (random.Next(24) == 0 ? 1 : 0);
        return end <= 0 ? Id.None : new Id(other, random.NextInt64(end));
    }

    private static void WriteNumber(Stream to, int number)
    {
        for (; number > 127; number >>= 7)
        {
            to.WriteByte((byte)(number | 128));
        }

        to.WriteByte((byte)number);
    }
}
