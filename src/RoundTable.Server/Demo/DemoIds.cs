using System.Security.Cryptography;
using System.Text;
using RoundTable.Domain.Ids;

namespace RoundTable.Server.Demo;

/// <summary>
/// Ids of the demo families: always the same, so that loading can be repeated, and without meaning, so that a gap in a
/// casebook's numbers tells nobody that somebody is hidden.
/// </summary>
internal static class DemoIds
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    public static TId Of<TId>(string casebookId)
        where TId : struct, IId<TId> => TId.From(Text(typeof(TId).Name, casebookId));

    /// <summary>An id of an item as clients make it.</summary>
    public static ItemId Item(string casebookId) => new($"i-{Text(nameof(ItemId), casebookId)}");

    private static string Text(string kind, string casebookId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"roundtable-demo/{kind}/{casebookId}"));
        return string.Create(16, hash, static (text, hash) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = Letters[hash[i] & 31];
        });
    }
}
