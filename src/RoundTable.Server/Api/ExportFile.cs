using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RoundTable.Domain.Events;
using RoundTable.Domain.Exports;
using RoundTable.Minutes;

namespace RoundTable.Server.Api;

/// <summary>An export as one ZIP file: the data as JSON, and the same as a page that anybody can read.</summary>
internal static class ExportFile
{
    /// <summary>The data; its form is <c>ops/person-export.schema.json</c>.</summary>
    public const string DataName = "gegevens.json";

    /// <summary>The page.</summary>
    public const string PageName = "gegevens.html";

    private static readonly JsonSerializerOptions Readable = new(DomainJson.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(PersonExport export)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, DataName, JsonSerializer.SerializeToUtf8Bytes(export, Readable), export.MadeAt);
            Add(zip, PageName, Encoding.UTF8.GetBytes(PersonExportPage.Write(export)), export.MadeAt);
        }

        return file.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content, DateTimeOffset at)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = at;
        using var into = entry.Open();
        into.Write(content);
    }
}
