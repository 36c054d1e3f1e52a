using RoundTable.Yjs.Structs;
using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

/// <summary>What a document showed at one moment: its state vector and its deletes (Yjs: <c>utils/Snapshot.js</c>).</summary>
public sealed partial class Snapshot
{
    internal Snapshot(DeleteSet deletes, Dictionary<ulong, long> state)
    {
        Deletes = deletes;
        State = state;
    }

    internal DeleteSet Deletes { get; }

    internal Dictionary<ulong, long> State { get; }

    /// <summary>Takes a snapshot; cheap next to the document. To read it later the document must not collect garbage.</summary>
    public static Snapshot Of(Doc doc)
    {
        var state = new Dictionary<ulong, long>();
        foreach (var structs in doc.Store.Clients)
        {
            state.Add(structs.Client, structs.State);
        }
        return new(DeleteSet.FromStore(doc.Store), state);
    }

    internal bool Shows(Item item) => State.TryGetValue(item.Client, out var clock) && clock > item.Clock && !Deletes.Contains(item.Id);
}
