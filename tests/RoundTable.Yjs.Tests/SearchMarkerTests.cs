using System.Text;

namespace RoundTable.Yjs.Tests;

public sealed class SearchMarkerTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Text_EditsEverywhereAndFromRemote_SameAsAPlainString(int seed)
    {
        var random = new Random(seed);
        var doc = new Doc(1);
        var other = new Doc(2);
        var text = doc.GetText("t");
        var mirror = new StringBuilder();
        for (var i = 0; i < 3000; i++)
        {
            var at = random.Next(mirror.Length + 1);
            if (i % 100 == 99)
            {
                other.ApplyUpdate(doc.EncodeStateAsUpdate(other.EncodeStateVector()));
                other.GetText("t").Insert(at, "<>");
                doc.ApplyUpdate(other.EncodeStateAsUpdate(doc.EncodeStateVector()));
                mirror.Insert(at, "<>");
            }
            else if (random.Next(3) > 0 || at == mirror.Length)
            {
                var chars = "abcdefgh"[..random.Next(1, 8)];
                text.Insert(at, chars);
                mirror.Insert(at, chars);
            }
            else
            {
                var length = Math.Min(random.Next(1, 12), mirror.Length - at);
                text.Delete(at, length);
                mirror.Remove(at, length);
            }
            Assert.True(text.Length == mirror.Length, $"seed {seed}, edit {i}");
        }
        Assert.Equal(mirror.ToString(), text.ToString());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Array_EditsAndLookUps_SameAsAPlainList(int seed)
    {
        var random = new Random(seed);
        var array = new Doc(1).GetArray("a");
        var mirror = new List<object?>();
        for (var i = 0; i < 2000; i++)
        {
            var at = random.Next(mirror.Count + 1);
            if (random.Next(3) > 0 || at == mirror.Count)
            {
                array.Insert(at, (double)i, "x");
                mirror.InsertRange(at, [(double)i, "x"]);
            }
            else
            {
                var length = Math.Min(random.Next(1, 4), mirror.Count - at);
                array.Delete(at, length);
                mirror.RemoveRange(at, length);
            }
            if (mirror.Count > 0)
            {
                at = random.Next(mirror.Count);
                Assert.True(Equals(mirror[at], array[at]), $"seed {seed}, edit {i}");
            }
        }
        Assert.Equal(mirror, array.ToArray());
    }
}
