namespace RoundTable.Yjs.Tests;

/// <summary>The counts that bound what a document costs are kept up change by change, and are those of the document.</summary>
public sealed class StructCountTests
{
    private const int Changes = 300;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Counts_AfterRandomEdits_AreThoseOfTheDocument(int seed)
    {
        var random = new Random(seed);
        Doc[] replicas = [new(1), new(2), new(3)];
        for (var n = 0; n < Changes; n++)
        {
            var doc = replicas[random.Next(replicas.Length)];
            Edit(doc, random);
            if (random.Next(4) == 0)
                doc.ApplyUpdate(replicas[random.Next(replicas.Length)].EncodeStateAsUpdate(doc.EncodeStateVector()));

            var whole = doc.EncodeStateAsUpdate();
            Assert.True(doc.Inspect(whole).StructCount == doc.StructCount, $"seed {seed}, change {n}");
            Assert.True(doc.RootTypes.Sum(static type => type.PartCount) == doc.StructCount, $"seed {seed}, change {n}: parts");
            var again = new Doc(9);
            again.ApplyUpdate(whole);
            Assert.True(again.RootTypes.Sum(static type => type.PartCount) == again.StructCount, $"seed {seed}, change {n}: read again");
        }

        Assert.True(replicas.Max(static doc => doc.StructCount) > 50, $"seed {seed}: too little to say something");
    }

    private static void Edit(Doc doc, Random random)
    {
        var text = doc.GetText("t");
        switch (random.Next(4))
        {
            case 0:
                doc.GetMap("m").Set($"k{random.Next(3)}", random.Next(100));
                break;
            case 1 when text.Length > 3:
                text.Delete(random.Next(text.Length - 2), 2);
                break;
            default:
                text.Insert(random.Next(text.Length + 1), "abc");
                break;
        }
    }
}
