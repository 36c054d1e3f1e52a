using RoundTable.Domain.Ids;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

internal sealed partial class SectionDocument
{
    /// <summary>
    /// Applies a record of another server, which checked it, on top of what waits for the disk here. False, and nothing
    /// changed, when both wrote at the same place of one Yjs client, or it builds on what is not here.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="newClients">The Yjs clients that it is the first to use.</param>
    /// <param name="rival">Who used one of its Yjs clients here, too late.</param>
    public bool TryFollow(SectionRecord record, out IReadOnlyCollection<ulong> newClients, out PersonId? rival)
    {
        rival = null;
        var author = record.Kind == SectionRecord.Written ? Nobody : PersonId.From(record.Author);
        var found = new HashSet<ulong>();
        newClients = found;
        try
        {
            var inspection = Awake.Inspect(record.Payload.Span);
            if (inspection.MissesDependencies)
                return false;
            foreach (var made in inspection.Structs)
            {
                if (made.Kind == StructKind.Skip)
                    continue;
                var owner = OwnerOf(made.Client);
                if (owner is { } other && other != author)
                {
                    rival = other;
                    return false;
                }

                if (made.KnownLength > 0)
                    return false;
                if (owner is null)
                    found.Add(made.Client);
            }

            Replay([record]);
            return true;
        }
        catch (Exception e) when (e is MalformedUpdateException or InvalidDataException)
        {
            // The session is dropped; reading the stream anew says what is wrong.
            return false;
        }
    }
}
