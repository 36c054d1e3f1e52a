namespace RoundTable.Yjs;

public partial class YText
{
    /// <summary>The live content as a delta: strings, embeds and shared types with their attributes.</summary>
    public IReadOnlyList<DeltaOp> ToDelta() => new DeltaReader(null, null, null).Read(Start);

    /// <summary>The content as it was, against an earlier state if one is given (Yjs: <c>toDelta(snapshot, prevSnapshot, computeYChange)</c>).</summary>
    /// <param name="snapshot">What to show; null means now.</param>
    /// <param name="previous">What to compare with: text that came or went since has the attribute <c>ychange</c>; null means nothing.</param>
    /// <param name="describe">Makes the value of <c>ychange</c> from "added" or "removed" and the first unit; null means an object with only <c>type</c>.</param>
    public IReadOnlyList<DeltaOp> ToDelta(Snapshot? snapshot, Snapshot? previous = null, Func<string, Id, YObject>? describe = null)
    {
        var reader = new DeltaReader(snapshot, previous, describe);
        IReadOnlyList<DeltaOp> delta = [];
        Doc!.Transact(transaction =>
        {
            snapshot?.SplitAffected(transaction);
            previous?.SplitAffected(transaction);
            delta = reader.Read(Start);
        }, "cleanup");
        return delta;
    }

    /// <summary>Applies steps from the start of the text.</summary>
    /// <param name="delta">Inserts (string, embed or shared type), deletes and retains.</param>
    /// <param name="sanitize">False drops a line feed that the last insert would leave at the very end of the text. Default true.</param>
    public void ApplyDelta(IReadOnlyList<DeltaOp> delta, bool sanitize = true)
    {
        if (Doc is null)
        {
            Defer(self => self.ApplyDelta(delta));
            return;
        }
        Doc.Transact((Text: this, Delta: delta, Sanitize: sanitize), static (s, transaction) => s.Text.Apply(transaction, s.Delta, s.Sanitize), null, true);
    }

    /// <summary>Sets an attribute of the text itself (not of its characters).</summary>
    /// <exception cref="ArgumentException">The value has no place in a document.</exception>
    public void SetAttribute(string key, object? value)
    {
        var normal = Values.Normalize(value);
        if (Doc is null)
        {
            Defer(self => self.SetAttribute(key, normal));
            return;
        }
        Doc.Transact((Text: this, Key: key, Value: normal), static (s, transaction) => MapOperations.Set(transaction, s.Text, s.Key, s.Value), null, true);
    }

    /// <summary>Takes an attribute of the text itself away.</summary>
    public void RemoveAttribute(string key)
    {
        if (Doc is null)
        {
            Defer(self => self.RemoveAttribute(key));
            return;
        }
        Doc.Transact((Text: this, Key: key), static (s, transaction) => MapOperations.Delete(transaction, s.Text, s.Key), null, true);
    }

    /// <summary>An attribute of the text itself; <see cref="Undefined"/> when it is not there.</summary>
    public object? GetAttribute(string key) => MapOperations.TryGet(this, key, out var value) ? value : Undefined.Value;

    /// <summary>The attributes of the text itself.</summary>
    public YObject GetAttributes() => MapOperations.ToObject(this);

    private void Apply(Transaction transaction, IReadOnlyList<DeltaOp> delta, bool sanitize)
    {
        var position = new TextPosition(null, Start, 0, new());
        for (var i = 0; i < delta.Count; i++)
        {
            var op = delta[i];
            var attributes = Normalize(op.Attributes);
            if (op.IsInsert)
            {
                var insert = op.Insert;
                if (!sanitize && i == delta.Count - 1 && position.Right is null && insert is string last && last.EndsWith('\n'))
                {
                    insert = last[..^1];
                }
                Insert(transaction, position, insert, attributes);
            }
            else if (op.Retain > 0)
            {
                TextOperations.Format(transaction, this, position, op.Retain, attributes ?? []);
            }
            else if (op.Delete > 0)
            {
                TextOperations.Delete(transaction, this, position, op.Delete);
            }
        }
    }

    private void Insert(Transaction transaction, TextPosition position, object? insert, YObject? attributes)
    {
        if (insert is not "")
        {
            var content = TextOperations.ContentOf(Values.Normalize(insert));
            TextOperations.Insert(transaction, this, position, content, insert is string text ? text.Length : 1, attributes);
        }
    }
}
