using System.Reflection;

namespace RoundTable.Server.Web;

/// <summary>The web client as it was embedded at build time.</summary>
internal sealed class WebFiles
{
    private const string Prefix = "web/";

    private readonly Dictionary<string, WebFile> _files;

    public WebFiles()
        : this(Embedded(typeof(WebFiles).Assembly))
    {
    }

    internal WebFiles(IEnumerable<KeyValuePair<string, byte[]>> files) =>
        _files = files.ToDictionary(file => file.Key, file => new WebFile(file.Key, file.Value), StringComparer.Ordinal);

    /// <summary>The page of every client route; null when this build has no web client.</summary>
    public WebFile? Index => Find("index.html");

    /// <param name="path">Without a slash at the front.</param>
    public WebFile? Find(string path) => _files.GetValueOrDefault(path);

    private static IEnumerable<KeyValuePair<string, byte[]>> Embedded(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
                continue;
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            yield return new(name[Prefix.Length..], content);
        }
    }
}
