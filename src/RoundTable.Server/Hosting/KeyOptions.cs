namespace RoundTable.Server.Hosting;

/// <summary>The keys that seal what is stored (ops/keys.md).</summary>
public sealed class KeyOptions
{
    /// <summary>The master key: 32 bytes in base64. Default none: see <see cref="MasterFile"/>.</summary>
    public string? Master { get; set; }

    /// <summary>File with the master key in base64, which others than its user and group may not read. Default <c>keys/master.key</c> in the data folder, made at the first start.</summary>
    public string? MasterFile { get; set; }

    /// <summary>The master key before this one, in base64, while keys are wrapped anew. Default none.</summary>
    public string? Previous { get; set; }

    /// <summary>File with the master key before this one. Default none.</summary>
    public string? PreviousFile { get; set; }

    /// <summary>
    /// Connection string of the PostgreSQL database that holds the wrapped keys, needed when several servers share a journal.
    /// Goes with <see cref="Master"/> or <see cref="MasterFile"/>. Default none: they are in <c>keys/keys.db</c> in the data folder.
    /// </summary>
    public string? Postgres { get; set; }
}
