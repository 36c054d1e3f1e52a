using System.Text;
using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

/// <summary>
/// Shared text with formatting and embedded values (Yjs: <c>types/YText.js</c>). Indexes and lengths count UTF-16 code units;
/// an embed counts one.
/// </summary>
public partial class YText : YType
{
    private List<Action<YText>>? _preliminary;

    /// <summary>Creates a text to be put into a shared type; what is written before goes in with it.</summary>
    public YText()
    {
    }

    /// <summary>Creates a text with a content.</summary>
    public YText(string text) => Insert(0, text);

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Text;

    /// <summary>Inserts text.</summary>
    /// <param name="index">0 to <see cref="YType.Length"/>; beyond the end means the end.</param>
    /// <param name="text">What to insert; empty does nothing.</param>
    /// <param name="attributes">Formatting of the text, exactly; null inherits that of the character before.</param>
    public void Insert(int index, string text, YObject? attributes = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (text.Length == 0)
        {
            return;
        }
        var normal = Normalize(attributes);
        if (Doc is null)
        {
            Defer(self => self.Insert(index, text, normal));
            return;
        }
        Doc.Transact((Text: this, Index: index, Chars: text, Attributes: normal), static (s, transaction) =>
        {
            var position = TextPosition.Find(transaction, s.Text, s.Index, s.Attributes is null);
            TextOperations.Insert(transaction, s.Text, position, new ContentString(s.Chars), s.Chars.Length, s.Attributes ?? InheritedFrom(position));
        }, null, true);
    }

    /// <summary>Inserts a value or a shared type as one unit.</summary>
    /// <param name="index">0 to <see cref="YType.Length"/>; beyond the end means the end.</param>
    /// <param name="embed">A plain value, or a shared type that is not part of a document yet.</param>
    /// <param name="attributes">Formatting of the unit; null means none.</param>
    /// <exception cref="ArgumentException">The value has no place in a document.</exception>
    public void InsertEmbed(int index, object? embed, YObject? attributes = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var normal = Normalize(attributes);
        var content = TextOperations.ContentOf(Values.Normalize(embed));
        if (Doc is null)
        {
            Defer(self => self.InsertEmbedContent(index, content, normal ?? []));
        }
        else
        {
            InsertEmbedContent(index, content, normal);
        }
    }

    /// <summary>Deletes units; running out of text is no error.</summary>
    /// <param name="index">First unit.</param>
    /// <param name="length">How many.</param>
    public void Delete(int index, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0)
        {
            return;
        }
        if (Doc is null)
        {
            Defer(self => self.Delete(index, length));
            return;
        }
        Doc.Transact((Text: this, Index: index, Length: length), static (s, transaction) =>
            TextOperations.Delete(transaction, s.Text, TextPosition.Find(transaction, s.Text, s.Index, useMarkers: true), s.Length), null, true);
    }

    /// <summary>Formats units; beyond the end of the text, line feeds are appended.</summary>
    /// <param name="index">First unit.</param>
    /// <param name="length">How many.</param>
    /// <param name="attributes">What to set; a null member takes the attribute away.</param>
    public void Format(int index, int length, YObject attributes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0)
        {
            return;
        }
        var normal = Normalize(attributes)!;
        if (Doc is null)
        {
            Defer(self => self.Format(index, length, normal));
            return;
        }
        Doc.Transact((Text: this, Index: index, Length: length, Attributes: normal), static (s, transaction) =>
        {
            var position = TextPosition.Find(transaction, s.Text, s.Index, useMarkers: false);
            if (position.Right is not null)
            {
                TextOperations.Format(transaction, s.Text, position, s.Length, s.Attributes);
            }
        }, null, true);
    }

    /// <summary>The live text, without embeds and formatting.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var item = Start; item is not null; item = item.Right)
        {
            if (!item.Deleted && item.Content is ContentString content)
            {
                text.Append(content.Text);
            }
        }
        return text.ToString();
    }

    /// <summary>The clients that wrote what stands here now. Costs a pass over the pieces of the text.</summary>
    public IReadOnlySet<ulong> Writers()
    {
        var writers = new HashSet<ulong>();
        for (var item = Start; item is not null; item = item.Right)
        {
            if (!item.Deleted && item.Content is ContentString)
            {
                writers.Add(item.Id.Client);
            }
        }
        return writers;
    }

    /// <summary>The same as <see cref="ToString"/>.</summary>
    public override object? ToJson() => ToString();

    internal override void Integrate(Doc doc, Item item)
    {
        base.Integrate(doc, item);
        var calls = _preliminary ?? [];
        _preliminary = null;
        foreach (var call in calls)
        {
            call(this);
        }
    }

    private protected override void DropPreliminary() => _preliminary = null;

    internal override YType CopyEmpty() => new YText();

    internal override void CallObservers(Transaction transaction, ChangedType changed)
    {
        base.CallObservers(transaction, changed);
        if (!transaction.Local && HasFormatting)
        {
            transaction.NeedsFormattingCleanup = true;
        }
    }

    private protected override YEvent CreateEvent(Transaction transaction, ChangedType changed) => new YTextEvent(this, transaction, changed);

    private protected void Defer(Action<YText> call) => (_preliminary ??= []).Add(call);

    private void InsertEmbedContent(int index, Content content, YObject? attributes) =>
        Doc!.Transact((Text: this, Index: index, Content: content, Attributes: attributes), static (s, transaction) =>
            TextOperations.Insert(transaction, s.Text, TextPosition.Find(transaction, s.Text, s.Index, s.Attributes is null), s.Content, 1, s.Attributes), null, true);

    private static YObject? InheritedFrom(TextPosition position) => position.Attributes.Count == 0 ? null : position.Attributes.ToObject();

    private static YObject? Normalize(YObject? attributes) => attributes is null ? null : (YObject)Values.Normalize(attributes)!;
}
