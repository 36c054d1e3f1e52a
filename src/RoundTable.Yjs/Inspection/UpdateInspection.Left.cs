using RoundTable.Yjs.Lib0;

namespace RoundTable.Yjs;

public readonly ref partial struct UpdateInspection
{
    /// <summary>
    /// The update without the ranges of which nothing is left to delete in the document: what a replica in the document's state needs of
    /// it. Clients that synchronise send the whole delete set each time. New bytes; O(update + runs that the ranges span).
    /// </summary>
    public byte[] WithoutDoneDeletes()
    {
        var left = new List<InspectedDelete>();
        var clients = 0;
        foreach (var deleted in Deletes)
        {
            if (deleted.IsDone(int.MaxValue, out _))
            {
                continue;
            }
            if (left.Count == 0 || left[^1].Client != deleted.Client)
            {
                clients++;
            }
            left.Add(deleted);
        }
        var writer = new ByteWriter(_deletesAt + 16);
        writer.WriteBytes(_update[.._deletesAt]);
        writer.WriteVarUint((ulong)clients);
        for (var i = 0; i < left.Count;)
        {
            var client = left[i].Client;
            var end = i + 1;
            while (end < left.Count && left[end].Client == client)
            {
                end++;
            }
            writer.WriteVarUint(client);
            writer.WriteVarUint((ulong)(end - i));
            for (; i < end; i++)
            {
                writer.WriteVarUint(left[i].Clock);
                writer.WriteVarUint(left[i].Length);
            }
        }
        return writer.ToArray();
    }
}
