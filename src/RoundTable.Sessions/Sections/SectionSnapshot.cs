using System.Buffers.Binary;
using RoundTable.Domain.Ids;

namespace RoundTable.Sessions.Sections;

/// <summary>
/// A section's state in bytes: who owns which Yjs client, and the document. Little-endian:
/// <code>
/// int32 owners | owners x (uint64 client, int32 length, UTF-8 person) | V1 update of the whole document
/// </code>
/// </summary>
/// <param name="Owners">Which person each client id belongs to.</param>
/// <param name="Document">Bytes of a V1 update.</param>
public sealed record SectionSnapshot(IReadOnlyDictionary<ulong, PersonId> Owners, ReadOnlyMemory<byte> Document)
{
    /// <summary>Version of this format.</summary>
    public const int Version = 1;

    /// <summary>Writes it.</summary>
    public byte[] Write()
    {
        using var stream = new MemoryStream(Document.Length + 16 + (Owners.Count * 48));
        using var writer = new BinaryWriter(stream);
        writer.Write(Owners.Count);
        foreach (var (client, person) in Owners)
        {
            var name = System.Text.Encoding.UTF8.GetBytes(person.Value);
            writer.Write(client);
            writer.Write(name.Length);
            writer.Write(name);
        }

        writer.Write(Document.Span);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; the document borrows from <paramref name="bytes"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a snapshot of this version.</exception>
    public static SectionSnapshot Read(ReadOnlyMemory<byte> bytes, int version)
    {
        if (version != Version)
            throw new InvalidDataException($"Section snapshot of version {version}; this server reads {Version}.");
        try
        {
            var owners = new Dictionary<ulong, PersonId>();
            var at = 4;
            for (var left = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span); left > 0; left--)
            {
                var client = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[at..]);
                var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(at + 8)..]);
                owners[client] = PersonId.From(System.Text.Encoding.UTF8.GetString(bytes.Span.Slice(at + 12, length)));
                at += 12 + length;
            }

            return new SectionSnapshot(owners, bytes[at..]);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new InvalidDataException("The section snapshot is cut off.", e);
        }
    }
}
