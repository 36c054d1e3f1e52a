using System.IO.Compression;
using System.Security.Cryptography;

namespace RoundTable.Server.Web;

/// <summary>One file of the web client, held in memory with the headers that it is served with.</summary>
internal sealed class WebFile
{
    private const string Unchanging = "public, max-age=31536000, immutable";
    private static readonly string[] Compressible = [".html", ".js", ".css", ".svg", ".json", ".webmanifest", ".txt", ".map"];

    private readonly Lazy<byte[]?> _brotli;

    public WebFile(string path, byte[] content)
    {
        var extension = Path.GetExtension(path);
        Content = content;
        ContentType = TypeOf(extension);
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"";
        CacheControl = path.StartsWith("assets/", StringComparison.Ordinal) ? Unchanging
            : extension == ".html" ? "no-store"
            : "no-cache";
        _brotli = new(() => Compressible.Contains(extension) ? Smaller(content) : null);
    }

    public byte[] Content { get; }

    public string ContentType { get; }

    public string ETag { get; }

    public string CacheControl { get; }

    /// <summary>The content compressed, made at first use; null where that would not help.</summary>
    public byte[]? Brotli => _brotli.Value;

    private static byte[]? Smaller(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            brotli.Write(content);
        return compressed.Length < content.Length ? compressed.ToArray() : null;
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" or ".map" => "application/json; charset=utf-8",
        ".webmanifest" => "application/manifest+json; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
