using System.Text.Json;
using RoundTable.Server.Hosting;

namespace RoundTable.Server.Demo;

/// <summary>
/// The demo's links. The journal holds only fingerprints of them, so this file is the one place that still knows them, and
/// only the server's own user may read it.
/// </summary>
internal sealed class DemoLinks(DataFolder data, PublicAddress address)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The links of an earlier start, for the address of this one; empty when there are none.</summary>
    public async Task<IReadOnlyList<DemoLink>> ReadAsync(CancellationToken ct)
    {
        if (!File.Exists(data.DemoLinks))
            return [];
        await using var file = File.OpenRead(data.DemoLinks);
        var links = await JsonSerializer.DeserializeAsync<List<DemoLink>>(file, Json, ct) ?? [];
        return [.. links.Select(link => link with { Link = address.LinkFor(link.Link.Split('#')[^1]) })];
    }

    public Task WriteAsync(IReadOnlyList<DemoLink> links, CancellationToken ct) =>
        DataFolder.WriteWholeAsync(data.DemoLinks, JsonSerializer.SerializeToUtf8Bytes(links, Json), ct);

    public string LinkFor(string token) => address.LinkFor(token);

    /// <summary>The links as a table for the console.</summary>
    public static string Table(IReadOnlyList<DemoLink> links)
    {
        var name = links.Max(link => link.Name.Length);
        var role = links.Max(link => link.Role.Length);
        var lines = links.Select(link => $"{link.Case}  {link.Name.PadRight(name)}  {link.Role.PadRight(role)}  {link.Code}  {link.Link}");
        return string.Join(Environment.NewLine, lines.Prepend($"   {"Who".PadRight(name)}  {"Role".PadRight(role)}  Code    Link"));
    }
}
