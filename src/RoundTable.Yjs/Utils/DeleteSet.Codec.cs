namespace RoundTable.Yjs.Utils;

internal sealed partial class DeleteSet
{
    /// <summary>
    /// Writes the set, clients from the highest id down (Yjs: <c>writeDeleteSet</c>).
    /// <code>  #clients, per client: client, #ranges, per range: clock, length  </code>
    /// </summary>
    public void Write(UpdateEncoder encoder)
    {
        if (encoder is UpdateEncoderV2)
        {
            SortForDifferences();
        }
        encoder.Rest.WriteVarUint((ulong)_clients.Count);
        if (_clients.Count == 1)
        {
            WriteClient(encoder, _clients[0]);
            return;
        }
        var sorted = _clients.ToArray();
        Array.Sort(sorted, static (a, b) => b.Client.CompareTo(a.Client));
        foreach (var ranges in sorted)
        {
            WriteClient(encoder, ranges);
        }
    }

    // V2 writes distances between ranges and lengths less one: ranges must ascend and hold something.
    private void SortForDifferences()
    {
        foreach (var ranges in _clients)
        {
            if (!ranges.Ascends)
            {
                ranges.DropEmpty();
                ranges.SortAndMerge();
            }
        }
        if (_clients.RemoveAll(static ranges => ranges.Count == 0) > 0)
        {
            _byClient = null;
        }
    }

    private static void WriteClient(UpdateEncoder encoder, ClientRanges ranges)
    {
        encoder.ResetDeleteClock();
        encoder.Rest.WriteVarUint(ranges.Client);
        encoder.Rest.WriteVarUint((ulong)ranges.Count);
        foreach (var range in ranges.All)
        {
            encoder.WriteDeleteClock(range.Clock);
            encoder.WriteDeleteLength(range.Length);
        }
    }

    /// <summary>Reads a set as it stands: nothing is assumed about order (Yjs: <c>readDeleteSet</c>).</summary>
    public static DeleteSet Read<TDecoder>(ref TDecoder decoder)
        where TDecoder : struct, IUpdateDecoder, allows ref struct
    {
        var clients = decoder.ReadClientCount();
        if (clients == 0)
        {
            return Empty;
        }
        var set = new DeleteSet();
        for (var i = 0; i < clients; i++)
        {
            decoder.ResetDeleteClock();
            var client = decoder.ReadRestVarUint();
            var count = decoder.ReadClientCount();
            var ranges = count > 0 ? set.GetOrAdd(client) : null;
            for (var j = 0; j < count; j++)
            {
                var range = new ClockRange(decoder.ReadDeleteClock(), decoder.ReadDeleteLength());
                if (range.End > (long)Limits.MaxSafeInteger)
                {
                    MalformedUpdateException.Throw("integer out of range");
                }
                ranges!.Add(range);
            }
        }
        return set;
    }
}
