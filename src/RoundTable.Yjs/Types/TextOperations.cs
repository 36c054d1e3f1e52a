using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>Edits of a text at a position (Yjs: the functions of <c>types/YText.js</c>).</summary>
internal static class TextOperations
{
    private static readonly YObject NoAttributes = [];

    /// <summary>
    /// Inserts a content (Yjs: <c>insertText</c>). Formats in front of it switch to its attributes, formats behind it switch back.
    /// <code>  … [fmt key=value] content [fmt key=before] …  </code>
    /// </summary>
    public static void Insert(Transaction transaction, YText parent, TextPosition position, Content content, int length, YObject? attributes)
    {
        attributes = WithoutOthers(position, attributes);
        MinimizeAttributeChanges(position, attributes);
        var negated = InsertAttributes(transaction, parent, position, attributes);
        var outer = transaction.MarkersKeptFor;
        transaction.MarkersKeptFor = parent;
        parent.Markers?.Update(position.Index, length);
        position.Right = ListOperations.Create(transaction, parent, position.Left, position.Right, content, length);
        transaction.MarkersKeptFor = outer;
        position.Forward();
        InsertNegatedAttributes(transaction, parent, position, negated);
    }

    /// <summary>Formats units to the right of a position (Yjs: <c>formatText</c>).</summary>
    public static void Format(Transaction transaction, YText parent, TextPosition position, int length, YObject attributes)
    {
        MinimizeAttributeChanges(position, attributes);
        var negated = InsertAttributes(transaction, parent, position, attributes) ?? new();
        while (position.Right is { } right
            && (length > 0 || (negated.Count > 0 && (right.Deleted || right.Content is ContentFormat))))
        {
            if (!right.Deleted)
            {
                if (right.Content is not ContentFormat format)
                {
                    if (length < right.Length)
                    {
                        transaction.Store.GetCleanStart(transaction, new Id(right.Client, right.Clock + length));
                    }
                    length -= right.Length;
                }
                else if (!PassFormat(transaction, position, right, format, attributes, negated, length))
                {
                    break;
                }
            }
            position.Forward();
        }
        if (length > 0)
        {
            position.Right = ListOperations.Create(transaction, parent, position.Left, position.Right, new ContentString(new string('\n', length)), length);
            position.Forward();
        }
        InsertNegatedAttributes(transaction, parent, position, negated);
    }

    /// <summary>Deletes units to the right of a position, then formats that lost their text (Yjs: <c>deleteText</c>).</summary>
    public static void Delete(Transaction transaction, YText parent, TextPosition position, int length)
    {
        var left = length;
        var startAttributes = position.Attributes.Clone();
        var start = position.Right;
        var outer = transaction.MarkersKeptFor;
        transaction.MarkersKeptFor = parent;
        while (left > 0 && position.Right is { } right)
        {
            if (!right.Deleted && right.Content is ContentString or ContentType or ContentEmbed)
            {
                if (left < right.Length)
                {
                    transaction.Store.GetCleanStart(transaction, new Id(right.Client, right.Clock + left));
                }
                left -= right.Length;
                right.Delete(transaction);
            }
            position.Forward();
        }
        transaction.MarkersKeptFor = outer;
        if (start is not null)
        {
            FormattingCleanup.Gap(transaction, start, position.Right, startAttributes, position.Attributes);
        }
        parent.Markers?.Update(position.Index, left - length);
    }

    /// <summary>The content for an embedded value or type.</summary>
    public static Content ContentOf(object? embed) => embed switch
    {
        YType type => new ContentType(type),
        string text => new ContentString(text),
        _ => new ContentEmbed(embed),
    };

    /// <returns>False when formatting is complete and the format belongs to what follows.</returns>
    private static bool PassFormat(Transaction transaction, TextPosition position, Item item, ContentFormat format, YObject attributes, AttributeMap negated, int length)
    {
        if (!attributes.TryGet(format.Key, out var wanted) || wanted is Undefined)
        {
            position.Attributes.Set(format.Key, format.Value);
            return true;
        }
        if (AttributeMap.AreEqual(wanted, format.Value))
        {
            negated.Remove(format.Key);
        }
        else if (length == 0)
        {
            return false;
        }
        else
        {
            negated.Set(format.Key, format.Value);
        }
        item.Delete(transaction);
        return true;
    }

    // Attributes in force that the insertion does not name are switched off for it.
    private static YObject? WithoutOthers(TextPosition position, YObject? attributes)
    {
        if (position.Attributes.Count == 0)
        {
            return attributes;
        }
        attributes = attributes?.Clone() ?? [];
        foreach (var (key, _) in position.Attributes.Entries)
        {
            if (attributes[key] is Undefined)
            {
                attributes.Set(key, null);
            }
        }
        return attributes;
    }

    private static void MinimizeAttributeChanges(TextPosition position, YObject? attributes)
    {
        attributes ??= NoAttributes;
        while (position.Right is { } right
            && (right.Deleted || (right.Content is ContentFormat format && AttributeMap.AreEqual(ValueOf(attributes, format.Key), format.Value))))
        {
            position.Forward();
        }
    }

    /// <returns>What must be switched back behind the content, or null for nothing.</returns>
    private static AttributeMap? InsertAttributes(Transaction transaction, YText parent, TextPosition position, YObject? attributes)
    {
        if (attributes is null)
        {
            return null;
        }
        AttributeMap? negated = null;
        foreach (var (key, value) in attributes.Members)
        {
            var current = position.Attributes.Get(key);
            if (!AttributeMap.AreEqual(current, value))
            {
                (negated ??= new()).Set(key, current);
                position.Right = ListOperations.Create(transaction, parent, position.Left, position.Right, new ContentFormat(key, value), 1);
                position.Forward();
            }
        }
        return negated;
    }

    private static void InsertNegatedAttributes(Transaction transaction, YText parent, TextPosition position, AttributeMap? negated)
    {
        if (negated is null || negated.Count == 0)
        {
            return;
        }
        while (position.Right is { } right)
        {
            if (!right.Deleted)
            {
                if (right.Content is not ContentFormat format || !negated.Has(format.Key) || !AttributeMap.AreEqual(negated.Get(format.Key), format.Value))
                {
                    break;
                }
                negated.Remove(format.Key);
            }
            position.Forward();
        }
        foreach (var (key, value) in negated.Entries)
        {
            position.Right = ListOperations.Create(transaction, parent, position.Left, position.Right, new ContentFormat(key, value), 1);
            position.Forward();
        }
    }

    private static object? ValueOf(YObject attributes, string key) => attributes.TryGet(key, out var value) && value is not Undefined ? value : null;
}
