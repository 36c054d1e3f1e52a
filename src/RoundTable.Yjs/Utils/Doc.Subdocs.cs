using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs;

public sealed partial class Doc
{
    private List<Doc>? _subdocs;

    /// <summary>The sub-documents that this document holds now.</summary>
    public IReadOnlyCollection<Doc> GetSubdocs() => _subdocs ?? (IReadOnlyCollection<Doc>)[];

    /// <summary>Asks, as a sub-document, for one's content: the parent's <see cref="Subdocs"/> event names it as loaded.</summary>
    public void Load()
    {
        if (Item?.Parent?.Doc is { } parent && !ShouldLoad)
        {
            parent.Transact(this, static (doc, transaction) => transaction.NoteSubdocLoaded(doc), null, true);
        }
        ShouldLoad = true;
    }

    /// <summary>Lets go of this replica; as a sub-document it makes room for a fresh one that is not loaded.</summary>
    public void Destroy()
    {
        foreach (var subdoc in GetSubdocs().ToArray())
        {
            subdoc.Destroy();
        }
        if (Item is { } item)
        {
            var fresh = (item.Content as ContentDoc)?.Renew();
            Item = null;
            item.Parent!.Doc!.Transact((This: this, Fresh: fresh, Live: !item.Deleted), static (s, transaction) => transaction.NoteSubdocReplaced(s.This, s.Fresh, s.Live), null, true);
        }
    }

    private void EmitSubdocs(Transaction transaction)
    {
        if (transaction is { SubdocsAdded: null, SubdocsRemoved: null, SubdocsLoaded: null })
        {
            return;
        }
        var added = transaction.SubdocsAdded ?? [];
        var removed = transaction.SubdocsRemoved ?? [];
        var loaded = transaction.SubdocsLoaded ?? [];
        if (added.Count + removed.Count + loaded.Count == 0)
        {
            return;
        }
        _subdocs ??= [];
        foreach (var doc in added)
        {
            doc.ClientId = ClientId;
            _subdocs.Add(doc);
        }
        foreach (var doc in removed)
        {
            _subdocs.Remove(doc);
        }
        Call(Subdocs, new SubdocsChange(added, removed, loaded, transaction));
        foreach (var doc in removed)
        {
            doc.Destroy();
        }
    }
}
