using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RoundTable.Yjs.Tests;

/// <summary>The recorded cases of real Yjs.</summary>
public static class VectorCases
{
    public static readonly IReadOnlyList<JsonObject> All = Read();

    /// <summary>Every V1 update that a case feeds in.</summary>
    public static IReadOnlyList<byte[]> UpdatesV1 => [.. All.Where(static test => (string?)test["kind"] == "history" && (int)test["f"]! == 1)
        .SelectMany(static test => test["updates"]!.AsArray()).Select(static update => Convert.FromBase64String((string)update!))];

    private static List<JsonObject> Read()
    {
        using var resource = typeof(VectorCases).Assembly.GetManifestResourceStream("open-cases.jsonl.gz")!;
        using var reader = new StreamReader(new GZipStream(resource, CompressionMode.Decompress));
        var cases = new List<JsonObject>();
        while (reader.ReadLine() is { } line)
        {
            cases.Add(JsonNode.Parse(line, documentOptions: new JsonDocumentOptions { MaxDepth = 1024 })!.AsObject());
        }
        return cases;
    }
}
