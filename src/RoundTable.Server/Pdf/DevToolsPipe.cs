using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RoundTable.Server.Pdf;

/// <summary>
/// Speaks to a browser over its DevTools pipe: JSON messages, each ended by a zero byte, one question at a time. What is said
/// goes through no file, port or argument.
/// </summary>
/// <param name="output">What the browser reads.</param>
/// <param name="input">What the browser writes.</param>
internal sealed class DevToolsPipe(Stream output, Stream input)
{
    private const int MaxAnswer = 64 * 1024 * 1024;
    private readonly ArrayBufferWriter<byte> _read = new();
    private int _number;

    /// <summary>Asks, and waits for the answer; what else the browser tells meanwhile is passed over.</summary>
    /// <param name="method">The method, such as <c>Page.printToPDF</c>.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="session">The page that is asked; null for the browser itself.</param>
    /// <param name="ct">Gives up; the pipe is of no use afterwards.</param>
    /// <exception cref="PdfFailedException">The browser refused, or is gone.</exception>
    public async Task<JsonElement> AskAsync(string method, JsonObject parameters, string? session, CancellationToken ct)
    {
        var number = ++_number;
        var message = new JsonObject { ["id"] = number, ["method"] = method, ["params"] = parameters };
        if (session is not null)
            message["sessionId"] = session;
        await output.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(message), 0], ct);
        await output.FlushAsync(ct);
        while (true)
        {
            using var heard = JsonDocument.Parse(await NextAsync(ct));
            if (!heard.RootElement.TryGetProperty("id", out var answered) || answered.GetInt32() != number)
                continue;
            return heard.RootElement.TryGetProperty("result", out var result)
                ? result.Clone()
                : throw new PdfFailedException($"The browser refused {method}.");
        }
    }

    private async Task<ReadOnlyMemory<byte>> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            var end = _read.WrittenSpan.IndexOf((byte)0);
            if (end >= 0)
            {
                byte[] message = [.. _read.WrittenSpan[..end]];
                byte[] rest = [.. _read.WrittenSpan[(end + 1)..]];
                _read.ResetWrittenCount();
                _read.Write(rest);
                return message;
            }

            if (_read.WrittenCount > MaxAnswer)
                throw new PdfFailedException("The browser's answer is too long.");
            var read = await input.ReadAsync(_read.GetMemory(), ct);
            if (read == 0)
                throw new PdfFailedException("The browser is gone.");
            _read.Advance(read);
        }
    }
}
