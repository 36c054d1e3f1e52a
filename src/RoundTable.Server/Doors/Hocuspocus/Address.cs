using System.Text;
using RoundTable.Server.Doors.Wire;

namespace RoundTable.Server.Doors.Hocuspocus;

/// <summary>
/// What stands in front of every message: the document's name, behind which newer providers put a zero and a name of their
/// own, so that several on one socket can have the same document open.
/// </summary>
internal sealed class Address(string text)
{
    /// <summary>Bytes of an address at most: a section's id and a provider's name.</summary>
    public const int MaxBytes = 160;

    private const char Separator = '\0';

    public string Text => text;

    public string Document { get; } = text.Split(Separator)[0];

    /// <summary>Whether it is the document's name alone, as most clients have it.</summary>
    public bool IsPlain => Document.Length == text.Length;

    /// <summary>As it stands in front of a message.</summary>
    public byte[] Bytes { get; } = new FrameWriter().Bytes(Encoding.UTF8.GetBytes(text)).Done();
}
