using RoundTable.Yjs.Structs;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

/// <summary>Deletes formats that do nothing any more (Yjs: the clean-up functions of <c>types/YText.js</c>).</summary>
internal static class FormattingCleanup
{
    /// <summary>
    /// Cleans the formats between <paramref name="start"/> and the next visible item (Yjs: <c>cleanupFormattingGap</c>).
    /// </summary>
    /// <param name="transaction">The running transaction.</param>
    /// <param name="start">Where the gap begins.</param>
    /// <param name="current">An item in or behind the gap at which <paramref name="currentAttributes"/> hold.</param>
    /// <param name="startAttributes">Attributes in force at the start.</param>
    /// <param name="currentAttributes">Attributes in force at <paramref name="current"/>; brought up to date.</param>
    public static void Gap(Transaction transaction, Item start, Item? current, AttributeMap startAttributes, AttributeMap currentAttributes)
    {
        Dictionary<string, ContentFormat>? lastFormats = null;
        var end = start;
        for (; end is { Visible: false }; end = end.Right)
        {
            if (!end.Deleted && end.Content is ContentFormat format)
            {
                (lastFormats ??= [])[format.Key] = format;
            }
        }
        if (lastFormats is null)
        {
            return;
        }
        var reachedCurrent = false;
        for (var item = start; !ReferenceEquals(item, end); item = item!.Right)
        {
            reachedCurrent |= ReferenceEquals(item, current);
            if (!item!.Deleted && item.Content is ContentFormat format)
            {
                CleanFormat(transaction, item, format, lastFormats, startAttributes, reachedCurrent ? null : currentAttributes);
            }
        }
    }

    private static void CleanFormat(Transaction transaction, Item item, ContentFormat format, Dictionary<string, ContentFormat> lastFormats, AttributeMap startAttributes, AttributeMap? currentAttributes)
    {
        var before = startAttributes.Get(format.Key);
        if (ReferenceEquals(lastFormats.GetValueOrDefault(format.Key), format) && !AttributeMap.AreIdentical(before, format.Value))
        {
            currentAttributes?.Pass(format.Key, format.Value);
            return;
        }
        item.Delete(transaction);
        if (currentAttributes is not null
            && AttributeMap.AreIdentical(currentAttributes.Get(format.Key), format.Value)
            && !AttributeMap.AreIdentical(before, format.Value))
        {
            currentAttributes.Pass(format.Key, before);
        }
    }

    /// <summary>Cleans a whole text (Yjs: <c>cleanupYTextFormatting</c>).</summary>
    public static void Full(Transaction transaction, YType text)
    {
        var start = text.Start;
        var startAttributes = new AttributeMap();
        var currentAttributes = new AttributeMap();
        for (var end = text.Start; end is not null; end = end.Right)
        {
            if (end.Deleted)
            {
                continue;
            }
            if (end.Content is ContentFormat format)
            {
                currentAttributes.Pass(format.Key, format.Value);
            }
            else
            {
                Gap(transaction, start!, end, startAttributes, currentAttributes);
                startAttributes = currentAttributes.Clone();
                start = end;
            }
        }
    }

    /// <summary>In a run of invisible items only the last format of each key does anything (Yjs: <c>cleanupContextlessFormattingGap</c>).</summary>
    private static void Contextless(Transaction transaction, Item? item)
    {
        while (item?.Right is { Visible: false } right)
        {
            item = right;
        }
        HashSet<string>? seen = null;
        for (; item is { Visible: false }; item = item.Left)
        {
            if (!item.Deleted && item.Content is ContentFormat format && !(seen ??= []).Add(format.Key))
            {
                item.Delete(transaction);
            }
        }
    }

    /// <summary>After a remote transaction that touched formatted texts (Yjs: <c>cleanupYTextAfterTransaction</c>).</summary>
    public static void AfterTransaction(Transaction transaction)
    {
        var full = new List<YType>();
        for (var i = 0; i < transaction.TouchedCount; i++)
        {
            var (structs, before, after) = transaction.TouchedAt(i);
            if (after != before)
            {
                CollectNewFormats(transaction, structs, before, after, full);
            }
        }
        transaction.Doc.Transact((Of: transaction, Full: full), static (s, inner) => Clean(s.Of, s.Full, inner), null, true);
    }

    // Yjs passes the clock after as a length: it looks at everything from the clock before on.
    private static void CollectNewFormats(Transaction transaction, ClientStructs structs, long before, long after, List<YType> full)
    {
        StructRange.ForEach(transaction, structs, before, after, item =>
        {
            if (item is Item { Deleted: false, Content: ContentFormat, Parent: { } parent })
            {
                AddOnce(full, parent);
            }
        });
    }

    private static void Clean(Transaction transaction, List<YType> full, Transaction inner)
    {
        if (transaction.HasDeletes)
        {
            StructRange.ForEachDeleted(transaction, transaction.Deletes, each =>
            {
                if (each is not Item { Parent: { HasFormatting: true } parent } item || full.Contains(parent))
                {
                    return;
                }
                if (item.Content is ContentFormat)
                {
                    full.Add(parent);
                }
                else
                {
                    Contextless(inner, item);
                }
            });
        }
        foreach (var text in full)
        {
            Full(inner, text);
        }
    }

    private static void AddOnce(List<YType> types, YType type)
    {
        if (!types.Contains(type))
        {
            types.Add(type);
        }
    }
}
