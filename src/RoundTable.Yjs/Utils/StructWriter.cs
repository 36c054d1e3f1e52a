using RoundTable.Yjs.Lib0;
using RoundTable.Yjs.Structs;

namespace RoundTable.Yjs.Utils;

/// <summary>
/// Writes structs as they come; counts are put in front when a client is complete (Yjs: <c>LazyStructWriter</c>).
/// </summary>
internal sealed class StructWriter(UpdateEncoder encoder)
{
    private readonly List<(int Count, ByteWriter Structs)> _blocks = [];
    private ulong _client;
    private int _written;

    public void Write(Struct item, int offset)
    {
        if (_written > 0 && _client != item.Client)
        {
            Flush();
        }
        if (_written == 0)
        {
            _client = item.Client;
            encoder.WriteClient(_client);
            encoder.Rest.WriteVarUint(item.Clock + offset);
        }
        item.Write(encoder, offset);
        _written++;
    }

    /// <summary>Ends the structs; the delete set follows.</summary>
    public void Finish()
    {
        Flush();
        encoder.Rest.WriteVarUint((ulong)_blocks.Count);
        foreach (var (count, rest) in _blocks)
        {
            encoder.Rest.WriteVarUint((ulong)count);
            encoder.Rest.WriteBytes(rest.Written);
        }
    }

    private void Flush()
    {
        if (_written > 0)
        {
            _blocks.Add((_written, encoder.TakeRest()));
            _written = 0;
        }
    }
}
