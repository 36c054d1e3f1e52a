using RoundTable.Yjs;

namespace RoundTable.Server.Tests.Harness;

/// <summary>
/// Updates of somebody who wants to know what a section holds: to one who writes there, each is answered otherwise than in a section
/// that holds nothing.
/// </summary>
internal static class ForeignLetters
{
    private const ulong Own = 6_666_666;
    private const int FarBeyond = 100_000;

    /// <param name="client">A Yjs client that wrote there.</param>
    /// <param name="item">An item that is there.</param>
    /// <param name="typed">The bytes of an update that was taken there.</param>
    public static IReadOnlyList<byte[]> About(ulong client, string item, byte[] typed) =>
    [
        [0, 0],
        [0xff, 0xff],
        typed,
        Last(client, doc => doc.GetMap("items").Set(item, new YText("x"))),
        Last(client, doc => doc.GetText("items").Insert(0, new string('x', FarBeyond)), doc => doc.GetText("items").Insert(FarBeyond, "y")),
        Last(client, doc => doc.GetText("items").Insert(0, "xyz"), doc => doc.GetText("items").Delete(0, 3)),
        Last(Own, doc => doc.GetText("elsewhere").Insert(0, "x")),
        Last(Own, doc => doc.GetMap("items").Set(item, new YText("x"))),
    ];

    // What came of the last edit alone.
    private static byte[] Last(ulong client, params Action<Doc>[] edits)
    {
        byte[] made = [];
        var doc = new Doc(client);
        doc.Update += update => made = update.Bytes;
        foreach (var edit in edits)
            doc.Transact(_ => edit(doc));
        return made;
    }
}
