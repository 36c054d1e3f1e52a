using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs.Utils;

/// <summary>An update, wholly decoded and checked; nothing of it is in a document yet.</summary>
internal sealed class DecodedUpdate(ClientBlock[] blocks, DeleteSet deletes)
{
    public ClientBlock[] Blocks => blocks;

    public DeleteSet Deletes => deletes;

    public static DecodedUpdate Read(ReadOnlySpan<byte> update, bool v2)
    {
        if (v2)
        {
            var decoderV2 = new UpdateDecoderV2(update);
            return Read(ref decoderV2);
        }
        var decoder = new UpdateDecoderV1(update);
        return Read(ref decoder);
    }

    /// <summary>Reads a V2 update that a document wrote itself: how many structs it holds was paid for when they came.</summary>
    public static DecodedUpdate ReadOwn(ReadOnlySpan<byte> update)
    {
        var decoder = new UpdateDecoderV2(update, int.MaxValue);
        return Read(ref decoder);
    }

    /// <summary>
    /// The same with its clients from the highest down, as every Yjs writes them: a merge takes that for granted, and would drop
    /// what stands in another order.
    /// </summary>
    public DecodedUpdate Descending()
    {
        for (var i = 1; i < blocks.Length; i++)
        {
            if (blocks[i - 1].Client < blocks[i].Client)
            {
                return new([.. blocks.OrderByDescending(static block => block.Client)], deletes);
            }
        }
        return this;
    }

    /// <summary>
    /// Reads <c>#clients, per client: #structs, client, first clock, struct*</c>, then the delete set
    /// (Yjs: <c>readClientsStructRefs</c>). Bytes behind the delete set are ignored, as in Yjs. A second block of a client is
    /// malformed: nobody writes it, Yjs forgets the first one for it, and what was inspected would not be what is applied.
    /// </summary>
    private static DecodedUpdate Read<TDecoder>(ref TDecoder decoder)
        where TDecoder : struct, IUpdateDecoder, allows ref struct
    {
        var clients = decoder.ReadClientCount();
        var blocks = clients == 0 ? [] : new ClientBlock[clients];
        var seen = clients > 1 ? new HashSet<ulong>() : null;
        for (var i = 0; i < clients; i++)
        {
            var count = decoder.ReadStructCount();
            var client = decoder.ReadClient();
            if (seen is not null && !seen.Add(client))
            {
                MalformedUpdateException.Throw("two blocks of one client");
            }
            var clock = (long)decoder.ReadRestVarUint();
            var structs = new Struct[count];
            for (var j = 0; j < count; j++)
            {
                structs[j] = ReadStruct(ref decoder, client, clock);
                clock = structs[j].End;
                if (clock > (long)Limits.MaxSafeInteger)
                {
                    MalformedUpdateException.Throw("integer out of range");
                }
            }
            blocks[i] = new(client, structs);
        }
        return new(blocks, DeleteSet.Read(ref decoder));
    }

    private static Struct ReadStruct<TDecoder>(ref TDecoder decoder, ulong client, long clock)
        where TDecoder : struct, IUpdateDecoder, allows ref struct
    {
        var info = decoder.ReadInfo();
        switch (info & 0x1F)
        {
            case GcStruct.Ref:
                var length = decoder.ReadLength();
                if (length == 0)
                {
                    MalformedUpdateException.Throw("empty struct");
                }
                return new GcStruct(client, clock, length);
            case Skip.Ref:
                return new Skip(client, clock, (long)decoder.ReadRestVarUint());
            default:
                return Item.Read(ref decoder, info, client, clock);
        }
    }
}

/// <summary>The structs of one client in an update, and how far they have been taken.</summary>
internal sealed class ClientBlock(ulong client, Struct[] structs)
{
    public ulong Client => client;

    public Struct[] Structs => structs;

    /// <summary>Index of the next struct.</summary>
    public int Next { get; set; }

    public bool IsDone => Next == structs.Length;
}
