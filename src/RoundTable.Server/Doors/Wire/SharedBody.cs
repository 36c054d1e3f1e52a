namespace RoundTable.Server.Doors.Wire;

/// <summary>A message that goes to many clients: encoded once, and once more behind the section's own name.</summary>
internal sealed class SharedBody(byte[] bytes)
{
    private byte[]? _addressed;

    public byte[] Bytes => bytes;

    /// <summary>The message behind the address by which most clients know the section.</summary>
    public byte[] Addressed(byte[] plainAddress) => _addressed ??= [.. plainAddress, .. bytes];
}
