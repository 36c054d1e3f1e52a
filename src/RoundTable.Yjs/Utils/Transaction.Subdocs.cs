namespace RoundTable.Yjs;

public sealed partial class Transaction
{
    internal List<Doc>? SubdocsAdded { get; private set; }

    internal List<Doc>? SubdocsRemoved { get; private set; }

    internal List<Doc>? SubdocsLoaded { get; private set; }

    internal void NoteSubdocAdded(Doc doc)
    {
        AddOnce(SubdocsAdded ??= [], doc);
        if (doc.ShouldLoad)
        {
            NoteSubdocLoaded(doc);
        }
    }

    internal void NoteSubdocLoaded(Doc doc) => AddOnce(SubdocsLoaded ??= [], doc);

    internal void NoteSubdocRemoved(Doc doc)
    {
        if (SubdocsAdded is null || !SubdocsAdded.Remove(doc))
        {
            AddOnce(SubdocsRemoved ??= [], doc);
        }
    }

    /// <summary>A destroyed sub-document makes room for a fresh one with its name.</summary>
    internal void NoteSubdocReplaced(Doc old, Doc? fresh, bool live)
    {
        if (live && fresh is not null)
        {
            AddOnce(SubdocsAdded ??= [], fresh);
        }
        AddOnce(SubdocsRemoved ??= [], old);
    }

    private static void AddOnce(List<Doc> list, Doc doc)
    {
        if (!list.Contains(doc))
        {
            list.Add(doc);
        }
    }
}
