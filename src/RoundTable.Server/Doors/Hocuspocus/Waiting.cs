using RoundTable.Server.Doors.Wire;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Doors.Hocuspocus;

/// <summary>What a socket sent ahead of its tokens, bounded over all its documents.</summary>
internal sealed class Waiting(DoorOptions options, TimeProvider time)
{
    private readonly Dictionary<string, Ahead> _documents = [];
    private int _messages;
    private int _bytes;

    public int Count => _documents.Count;

    /// <summary>Keeps a message until the token comes; false when there is no room.</summary>
    public bool Keep(Address address, FrameReader message, int bytes)
    {
        if (_messages >= options.MessagesBeforeToken || _bytes + bytes > options.BytesBeforeToken)
            return false;
        if (!_documents.TryGetValue(address.Text, out var ahead))
            _documents[address.Text] = ahead = new Ahead(address, time.GetTimestamp(), []);
        ahead.Messages.Add((message, bytes));
        _messages++;
        _bytes += bytes;
        return true;
    }

    /// <summary>Takes out what an address sent ahead, in order.</summary>
    public IReadOnlyList<FrameReader> Take(string address)
    {
        if (!_documents.Remove(address, out var ahead))
            return [];
        _messages -= ahead.Messages.Count;
        _bytes -= ahead.Messages.Sum(m => m.Bytes);
        return [.. ahead.Messages.Select(m => m.Message)];
    }

    /// <summary>The addresses whose token is too late.</summary>
    public IReadOnlyList<Address> Late() =>
        [.. _documents.Values.Where(a => time.GetElapsedTime(a.Since) >= options.TokenDeadline).Select(a => a.Address)];

    private sealed record Ahead(Address Address, long Since, List<(FrameReader Message, int Bytes)> Messages);
}
