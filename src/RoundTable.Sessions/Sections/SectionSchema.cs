using System.Collections.Frozen;
using System.Text.Json;
using RoundTable.Domain.Commands;
using RoundTable.Domain.Words;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

/// <summary>
/// What a section document looks like, and nothing else is let in:
/// <code>
/// root map "items"
///   "i-" + 16 of a-z0-9 : map
///     column, kind, speaker, status : text      order : number      text : Y.Text of plain strings
/// </code>
/// </summary>
internal static class SectionSchema
{
    public const string Root = "items";
    public const string Column = "column";
    public const string Kind = "kind";
    public const string Speaker = "speaker";
    public const string Order = "order";
    public const string Status = "status";
    public const string Text = "text";
    public const string OnTable = "onTable";
    public const string Withdrawn = "withdrawn";
    private const int MaxSpeaker = 64;

    /// <summary>The fields that hold a plain value.</summary>
    public static readonly string[] PlainFields = [Column, Kind, Speaker, Order, Status];

    public static readonly FrozenDictionary<string, CardColumn> Columns = Words<CardColumn>();

    public static readonly FrozenDictionary<string, ItemKind> Kinds = Words<ItemKind>();

    /// <summary>Whether a key of the root may name an item.</summary>
    public static bool IsItemId(string key) =>
        key.Length == 18 && key.StartsWith("i-", StringComparison.Ordinal) && key.AsSpan(2).IndexOfAnyExcept(LettersAndDigits) < 0;

    public static bool IsPlainField(string key) => PlainFields.AsSpan().Contains(key);

    /// <summary>Why a value under the root is no whole item, or null.</summary>
    /// <param name="value">The value.</param>
    /// <param name="length">How long its text may be.</param>
    public static string? CheckItem(object? value, int length)
    {
        if (value is not YMap item || !item.TryGet<YText>(Text, out var text) || item.Count != PlainFields.Length + 1)
            return RefusalCodes.SectionSchema;
        foreach (var field in PlainFields)
        {
            if (!item.TryGet(field, out var plain) || !Allows(field, plain))
                return RefusalCodes.SectionSchema;
        }

        return text.Length > length ? RefusalCodes.SectionTooLarge : null;
    }

    /// <summary>The text of what stands under the root; null when it has none.</summary>
    public static YText? TextOf(object? value) => value is YMap item && item.TryGet<YText>(Text, out var text) ? text : null;

    /// <summary>Whether a plain field may hold this value.</summary>
    public static bool Allows(string field, object? value) => field switch
    {
        Column => value is string column && Columns.ContainsKey(column),
        Kind => value is string kind && Kinds.ContainsKey(kind),
        Speaker => value is string { Length: <= MaxSpeaker } person && person.AsSpan().IndexOfAnyExcept(IdCharacters) < 0,
        Order => value is double order && double.IsFinite(order),
        Status => value is OnTable or Withdrawn,
        _ => false,
    };

    /// <summary>The plain fields of an item as the document holds them.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Plain(CardItem item) =>
    [
        new(Column, JsonNamingPolicy.CamelCase.ConvertName(item.Column.ToString())),
        new(Kind, JsonNamingPolicy.CamelCase.ConvertName(item.Kind.ToString())),
        new(Speaker, item.Speaker?.Value ?? ""),
        new(Order, item.Order),
        new(Status, item.Withdrawn ? Withdrawn : OnTable),
    ];

    private static readonly System.Buffers.SearchValues<char> LettersAndDigits =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static FrozenDictionary<string, TWord> Words<TWord>()
        where TWord : struct, Enum =>
        Enum.GetValues<TWord>().ToFrozenDictionary(w => JsonNamingPolicy.CamelCase.ConvertName(w.ToString()));
}
