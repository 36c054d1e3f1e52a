namespace RoundTable.Yjs;

public sealed partial class Doc
{
    /// <summary>
    /// Reads a V1 update, checks all that applying would check, and resolves it against this document without changing anything.
    /// For a keystroke it allocates once.
    /// </summary>
    /// <param name="update">Bytes of a V1 update; borrowed as long as the inspection is used.</param>
    /// <param name="mostStructBytes">Bytes that its structs may take; its deletes, which cost no memory here, may take more.</param>
    /// <exception cref="MalformedUpdateException">Not an update, or its structs go beyond.</exception>
    public UpdateInspection Inspect(ReadOnlySpan<byte> update, int mostStructBytes = int.MaxValue) => new(this, update, mostStructBytes);
}
