using System.Net;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Doors;

/// <summary>How much is open at the doors of this server: sockets of nobody yet, and documents of each person.</summary>
internal sealed class DoorBudget(DoorOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SubjectId, int> _documents = [];
    private readonly Dictionary<IPAddress, int> _strangersOf = [];
    private int _strangers;

    /// <summary>Takes a place for a socket without a token; false when there is none, or none for this network.</summary>
    /// <param name="network">From where it comes.</param>
    public bool TryAddStranger(IPAddress network)
    {
        lock (_lock)
        {
            var own = _strangersOf.GetValueOrDefault(network);
            if (_strangers >= options.SocketsBeforeToken || own >= options.SocketsBeforeTokenPerAddress)
                return false;
            _strangers++;
            _strangersOf[network] = own + 1;
            return true;
        }
    }

    /// <summary>A socket is no stranger's any more.</summary>
    public void RemoveStranger(IPAddress network)
    {
        lock (_lock)
        {
            _strangers--;
            if (--_strangersOf[network] == 0)
                _strangersOf.Remove(network);
        }
    }

    /// <summary>Takes a place for a document of this person; false when there is none.</summary>
    public bool TryAddDocument(SubjectId subject)
    {
        lock (_lock)
        {
            var open = _documents.GetValueOrDefault(subject);
            if (open >= options.DocumentsPerPerson)
                return false;
            _documents[subject] = open + 1;
            return true;
        }
    }

    /// <summary>A document was closed.</summary>
    public void RemoveDocument(SubjectId subject)
    {
        lock (_lock)
        {
            var open = _documents[subject] - 1;
            if (open == 0)
                _documents.Remove(subject);
            else
                _documents[subject] = open;
        }
    }
}
