using System.Text;
using System.Text.Json;
using RoundTable.Domain.Ids;

namespace RoundTable.Server.Tests.Projection.Worlds;

/// <summary>Everything that left for one person.</summary>
internal sealed class Viewer(PersonId person)
{
    private readonly Lock _lock = new();
    private readonly List<(Channel Channel, string Text)> _fresh = [];

    public PersonId Person => person;

    /// <summary>How many bytes left so far.</summary>
    public long Bytes { get; private set; }

    public void Left(Channel channel, ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        lock (_lock)
        {
            Bytes += bytes.Length;
            _fresh.Add((channel, text));
        }
    }

    public void Left(Channel channel, string text) => Left(channel, Encoding.UTF8.GetBytes(text));

    /// <summary>As the hub and the API write it.</summary>
    public void LeftAsJson<T>(Channel channel, T value) => Left(channel, JsonSerializer.SerializeToUtf8Bytes(value, Server.Wire.WireJson.Options));

    /// <summary>What left since the last call.</summary>
    public IReadOnlyList<(Channel Channel, string Text)> Take()
    {
        lock (_lock)
        {
            var fresh = _fresh.ToList();
            _fresh.Clear();
            return fresh;
        }
    }
}
