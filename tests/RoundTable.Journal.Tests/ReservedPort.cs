using System.Net;
using System.Net.Sockets;

namespace RoundTable.Journal.Tests;

/// <summary>
/// A port of this machine for a server of a test, also while it is down: nobody else who asks for any free port gets it, and no
/// connection leaves from it. The server itself can listen on it, because this socket never does.
/// </summary>
internal sealed class ReservedPort : IDisposable
{
    private readonly Socket _holder = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    internal ReservedPort() => _holder.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    internal int Number => ((IPEndPoint)_holder.LocalEndPoint!).Port;

    public void Dispose() => _holder.Dispose();
}
