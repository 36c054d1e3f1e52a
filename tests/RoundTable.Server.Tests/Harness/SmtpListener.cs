using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RoundTable.Server.Tests.Harness;

/// <summary>A small SMTP server on a free port that keeps the mail it takes and can say no.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<(string To, string Data)> _mails = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Task _accepting;

    public SmtpListener()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyCollection<(string To, string Data)> Mails => _mails;

    /// <summary>Answers to RCPT, in turn; 250 when there are none left.</summary>
    public ConcurrentQueue<string> RecipientAnswers { get; } = [];

    public async Task<(string To, string Data)> NextAsync()
    {
        Assert.True(await _arrived.WaitAsync(Patience.Enough), $"no mail arrived within {Patience.Enough}");
        return _mails.Last();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        _listener.Stop();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                try
                {
                    await TalkAsync(client);
                }
                catch (IOException)
                {
                    // This one hung up in the middle of a word; the next may come.
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        var to = "";
        while (await reader.ReadLineAsync(_closing.Token) is { } line)
        {
            if (line.StartsWith("RCPT TO:", StringComparison.Ordinal))
            {
                to = line["RCPT TO:".Length..].Trim('<', '>', ' ');
                await writer.WriteLineAsync(RecipientAnswers.TryDequeue(out var answer) ? answer : "250 ok");
            }
            else if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                _mails.Enqueue((to, await DataAsync(reader)));
                _arrived.Release();
                await writer.WriteLineAsync("250 taken");
            }
            else if (line == "QUIT")
            {
                await writer.WriteLineAsync("221 bye");
                return;
            }
            else
            {
                await writer.WriteLineAsync("250 ok");
            }
        }
    }

    private static async Task<string> DataAsync(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
            data.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append('\n');
        return data.ToString();
    }
}
