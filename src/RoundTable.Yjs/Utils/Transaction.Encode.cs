using RoundTable.Yjs.Utils;

namespace RoundTable.Yjs;

public sealed partial class Transaction
{
    /// <summary>
    /// Whether something that was added in it is deleted at its end: also what an item took along, or what came second under a
    /// key. O(deleted ranges); nothing when nothing is deleted.
    /// </summary>
    public bool DeletesWhatItAdds
    {
        get
        {
            if (_deletes is null)
            {
                return false;
            }
            foreach (var ranges in _deletes.Clients)
            {
                if (!TryGetBefore(ranges.Client, out var before))
                {
                    continue;
                }
                foreach (var range in ranges.All)
                {
                    if (range.End > before)
                    {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /// <summary>
    /// Encodes, in format V1, what it added and deleted, as <see cref="Yjs.Doc.Update"/> does: after cleanup in a document that
    /// collects garbage, what was added and deleted has its place but no content. The caller owns the bytes. Only in a handler of
    /// <see cref="Yjs.Doc.AfterTransactionCleanup"/>; what comes later would be in it too.
    /// </summary>
    public byte[] EncodeUpdate() => Yjs.Doc.EncodeTransaction(this, new UpdateEncoderV1());
}
