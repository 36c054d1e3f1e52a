namespace RoundTable.Yjs.Tests;

/// <summary>Several replicas over a network that loses nothing for ever, but delays, doubles and reorders.</summary>
public sealed class RandomHistoryTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Replicas_AnyOrderOfDelivery_EndEqual(int seed)
    {
        var random = new Random(seed);
        var docs = new Doc[4];
        var inboxes = new List<byte[]>[docs.Length];
        for (var i = 0; i < docs.Length; i++)
        {
            inboxes[i] = [];
            docs[i] = new Doc((ulong)random.NextInt64(1L << 53));
            var from = i;
            docs[i].Update += update => Send(update, from, inboxes);
        }
        for (var step = 0; step < 400; step++)
        {
            var at = random.Next(docs.Length);
            if (random.Next(3) == 0 && inboxes[at].Count > 0)
            {
                Deliver(random, docs[at], inboxes[at]);
            }
            else
            {
                Edit(random, docs[at]);
            }
        }
        for (var i = 0; i < docs.Length; i++)
        {
            while (inboxes[i].Count > 0)
            {
                Deliver(random, docs[i], inboxes[i]);
            }
        }
        foreach (var doc in docs)
        {
            foreach (var other in docs)
            {
                doc.ApplyUpdate(other.EncodeStateAsUpdate(doc.EncodeStateVector()));
            }
            Assert.False(doc.HasPending, $"seed {seed}");
        }
        var first = docs[0].ToJson();
        foreach (var doc in docs)
        {
            Assert.True(Values.DeepEquals(first, doc.ToJson()), $"seed {seed}: content differs");
            Assert.True(docs[0].EncodeStateVector().AsSpan().SequenceEqual(doc.EncodeStateVector()), $"seed {seed}: state vectors differ");
        }
    }

    private static void Send(DocUpdate update, int from, List<byte[]>[] inboxes)
    {
        if (!update.Local)
        {
            return;
        }
        for (var i = 0; i < inboxes.Length; i++)
        {
            if (i != from)
            {
                inboxes[i].Add(update.Bytes);
            }
        }
    }

    private static void Deliver(Random random, Doc doc, List<byte[]> inbox)
    {
        var at = random.Next(inbox.Count);
        doc.ApplyUpdate(inbox[at], "remote");
        if (random.Next(4) > 0)
        {
            inbox.RemoveAt(at);
        }
    }

    private static void Edit(Random random, Doc doc)
    {
        var text = doc.GetText("t");
        var array = doc.GetArray("a");
        switch (random.Next(6))
        {
            case 0 or 1:
                text.Insert(random.Next(text.Length + 1), "abcdef"[..random.Next(1, 6)]);
                break;
            case 2 when text.Length > 0:
                var from = random.Next(text.Length);
                text.Delete(from, random.Next(1, Math.Min(5, text.Length - from) + 1));
                break;
            case 3:
                doc.GetMap("m").Set("k" + random.Next(4), random.Next(100));
                break;
            case 4 when array.Length > 0:
                array.Delete(random.Next(array.Length));
                break;
            default:
                array.Insert(random.Next(array.Length + 1), random.Next(9), "s", new YMap { ["n"] = random.Next(9) });
                break;
        }
    }
}
