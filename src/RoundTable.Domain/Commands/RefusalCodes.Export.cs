namespace RoundTable.Domain.Commands;

/// <content>Copies of everything about a person.</content>
public static partial class RefusalCodes
{
    /// <summary>An interpreter keeps nothing; the director makes the copy for them.</summary>
    public const string ExportNotKept = "export.not-kept";
}
