using RoundTable.Yjs;

namespace RoundTable.Benchmarks.Engine;

/// <summary>A document with the three roots of the suite; what it changes is collected as updates of one format.</summary>
internal sealed class Replica
{
    private readonly bool _v2;

    public Replica(ulong client, bool v2, Action<byte[]>? onUpdate = null)
    {
        _v2 = v2;
        Doc = new Doc(client);
        if (onUpdate is not null && v2)
            Doc.UpdateV2 += update => onUpdate(update.Bytes);
        else if (onUpdate is not null)
            Doc.Update += update => onUpdate(update.Bytes);
        Text = Doc.GetText("text");
        Array = Doc.GetArray("array");
        Map = Doc.GetMap("map");
    }

    public Doc Doc { get; }

    public YText Text { get; }

    public YArray Array { get; }

    public YMap Map { get; }

    public void Carry(Edit edit)
    {
        if (edit.Delete > 0)
            Text.Delete(edit.Index, edit.Delete);
        if (edit.Insert.Length > 0)
            Text.Insert(edit.Index, edit.Insert);
    }

    public void Apply(byte[] update)
    {
        if (_v2)
            Doc.ApplyUpdateV2(update);
        else
            Doc.ApplyUpdate(update);
    }

    public byte[] Encode() => _v2 ? Doc.EncodeStateAsUpdateV2() : Doc.EncodeStateAsUpdate();
}
