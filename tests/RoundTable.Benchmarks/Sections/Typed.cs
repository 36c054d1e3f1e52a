using RoundTable.Yjs;

namespace RoundTable.Benchmarks.Sections;

/// <summary>What people typed, as the updates that their pages would push.</summary>
internal static class Typed
{
    private const int Authors = 10;
    private const int ItemLength = 2_000;

    /// <summary>
    /// So many keystrokes by ten people in as many items as they need, one update each and the items before them; one letter in
    /// ten goes into the middle.
    /// </summary>
    public static IReadOnlyList<byte[]> Keystrokes(int count)
    {
        var chance = new Random(1);
        var updates = new List<byte[]>();
        var people = Enumerable.Range(1, Authors).Select(n => Person((ulong)n, updates)).ToArray();
        var seen = new int[Authors];
        for (var item = 0; item * ItemLength < count; item++)
            people[0].Transact(_ => Make(people[0], Id(item), ""));
        for (var keystroke = 0; keystroke < count; keystroke++)
        {
            var author = chance.Next(Authors);
            for (; seen[author] < updates.Count; seen[author]++)
                people[author].ApplyUpdate(updates[seen[author]]);
            var text = Text(people[author], Id(keystroke / ItemLength));
            text.Insert(chance.Next(10) == 0 ? chance.Next(text.Length + 1) : text.Length, "e");
        }

        return updates;
    }

    /// <summary>One update by one person that makes an item.</summary>
    public static byte[] Item(ulong client, int item, string text)
    {
        var updates = new List<byte[]>();
        var doc = Person(client, updates);
        doc.Transact(_ => Make(doc, Id(item), text));
        return updates[0];
    }

    /// <summary>One update of about so many KiB: runs of 100 characters of two people in turn, so that they do not merge.</summary>
    public static byte[] Filled(int kib)
    {
        var line = "Everybody at the table agreed on what each of them does this week, and wrote it down right here, so. "[..100];
        var people = new[] { new Doc(1), new Doc(2) };
        for (var run = 0; run < kib * 1024 / 114; run++)
        {
            var (from, to) = run % 2 == 0 ? (people[0], people[1]) : (people[1], people[0]);
            var id = Id(run / 38);
            from.Transact(_ =>
            {
                if (!from.GetMap("items").Has(id))
                    Make(from, id, "");
                var text = Text(from, id);
                text.Insert(text.Length, line);
            });
            to.ApplyUpdate(from.EncodeStateAsUpdate(to.EncodeStateVector()));
        }

        return people[0].EncodeStateAsUpdate();
    }

    private static string Id(int item) => FormattableString.Invariant($"i-{item:d16}");

    private static YText Text(Doc doc, string id) => (YText)((YMap)doc.GetMap("items").Get(id)!).Get("text")!;

    private static Doc Person(ulong client, List<byte[]> updates)
    {
        var doc = new Doc(client);
        doc.Update += made =>
        {
            if (made.Local)
                updates.Add(made.Bytes);
        };
        return doc;
    }

    private static void Make(Doc doc, string id, string text)
    {
        var item = new YMap();
        item.Set("column", "danger");
        item.Set("kind", "fact");
        item.Set("speaker", "");
        item.Set("order", 1.0);
        item.Set("status", "onTable");
        item.Set("text", new YText(text));
        doc.GetMap("items").Set(id, item);
    }
}
