using System.Text;
using System.Text.RegularExpressions;

namespace RoundTable.Server.Tests.Harness;

/// <summary>All bytes that one client received, in order.</summary>
internal sealed partial class Frames
{
    private const char End = '\u001e';
    private const string Ping = "{\"type\":6}";

    private readonly Lock _lock = new();
    private readonly MemoryStream _bytes = new();

    /// <summary>How many bytes came so far.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return (int)_bytes.Length;
        }
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
            _bytes.Write(bytes);
    }

    /// <summary>The whole hub messages after a number of bytes, without the server's heartbeat.</summary>
    public IReadOnlyList<string> Since(int count)
    {
        lock (_lock)
            return [.. Encoding.UTF8.GetString(_bytes.ToArray().AsSpan(count)).Split(End, StringSplitOptions.RemoveEmptyEntries).Where(frame => frame != Ping)];
    }

    /// <summary>As text, and once more with all base64 in it decoded.</summary>
    public string Everything()
    {
        string text;
        lock (_lock)
            text = Encoding.UTF8.GetString(_bytes.ToArray());
        return text + "\n" + string.Join('\n', Base64().Matches(text).Select(match => Decoded(match.Groups[1].Value)));
    }

    private static string Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : "";
    }

    [GeneratedRegex("\"([A-Za-z0-9+/]{8,}={0,2})\"")]
    private static partial Regex Base64();
}
