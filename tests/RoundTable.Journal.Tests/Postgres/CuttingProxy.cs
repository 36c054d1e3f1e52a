using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RoundTable.Journal.Tests;

/// <summary>
/// Stands between a client and a server, and cuts a connection at the worst moment: the server has done it, and the client does not hear.
/// Or it takes everything and passes nothing on.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _serverPort;
    private readonly Task _accepting;
    private byte[]? _word;
    private TaskCompletionSource? _swallowed;
    private volatile bool _silent;

    public CuttingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Cuts the next connection that says this, when the server has answered. Completes when it is cut.</summary>
    public Task SwallowAnswerTo(string word)
    {
        _swallowed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _word, Encoding.ASCII.GetBytes(word));
        return _swallowed.Task;
    }

    /// <summary>From now on nobody hears anything, on new connections neither.</summary>
    public void FallSilent() => _silent = true;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort);
            var cut = new StrongBox();
            await Task.WhenAny(ForwardAsync(client, server, cut), AnswerAsync(server, client, cut));
        }
    }

    private async Task ForwardAsync(TcpClient client, TcpClient server, StrongBox cut)
    {
        var buffer = new byte[64 * 1024];
        while (await ReadAsync(client, buffer) is > 0 and var count)
        {
            if (Volatile.Read(ref _word) is { } word && buffer.AsSpan(0, count).IndexOf(word) >= 0
                && Interlocked.CompareExchange(ref _word, null, word) == word)
            {
                cut.Value = true;
            }

            if (!_silent)
                await server.GetStream().WriteAsync(buffer.AsMemory(0, count));
        }
    }

    private async Task AnswerAsync(TcpClient server, TcpClient client, StrongBox cut)
    {
        var buffer = new byte[64 * 1024];
        while (await ReadAsync(server, buffer) is > 0 and var count)
        {
            if (cut.Value)
            {
                _swallowed!.SetResult();
                return;
            }

            if (!_silent)
                await client.GetStream().WriteAsync(buffer.AsMemory(0, count));
        }
    }

    private static async Task<int> ReadAsync(TcpClient from, byte[] buffer)
    {
        try
        {
            return await from.GetStream().ReadAsync(buffer);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private sealed class StrongBox
    {
        public volatile bool Value;
    }
}
