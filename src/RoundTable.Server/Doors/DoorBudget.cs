using System.Net;
using RoundTable.Domain.Ids;
using RoundTable.Server.Hosting;
using RoundTable.Server.Security;

namespace RoundTable.Server.Doors;

/// <summary>How much is open at the doors of this server: sockets of nobody yet, and documents of each person.</summary>
internal sealed class DoorBudget(DoorOptions options)
{
    private const int HolderPart = 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<SubjectId, int> _documents = [];
    private readonly Dictionary<IPAddress, int> _strangersOf = [];
    private readonly Dictionary<IPAddress, int> _strangersOfHolder = [];
    private int _strangers;

    private int MostOfHolder => Math.Max(options.SocketsBeforeTokenPerAddress, options.SocketsBeforeToken / HolderPart);

    /// <summary>Takes a place for a socket without a token; false when there is none, none for this network, or none for whoever holds it.</summary>
    /// <param name="network">From where it comes: an IPv4 address or an IPv6 /64.</param>
    public bool TryAddStranger(IPAddress network)
    {
        lock (_lock)
        {
            var own = _strangersOf.GetValueOrDefault(network);
            if (_strangers >= options.SocketsBeforeToken || own >= options.SocketsBeforeTokenPerAddress)
                return false;
            if (SecurityExtensions.HolderOf(network) is { } holder)
            {
                var held = _strangersOfHolder.GetValueOrDefault(holder);
                if (held >= MostOfHolder)
                    return false;
                _strangersOfHolder[holder] = held + 1;
            }

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
            if (SecurityExtensions.HolderOf(network) is { } holder && --_strangersOfHolder[holder] == 0)
                _strangersOfHolder.Remove(holder);
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
