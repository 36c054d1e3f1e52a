using RoundTable.Domain.Ids;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

internal sealed partial class SectionDocument
{
    /// <summary>Applies records like <see cref="Replay"/>; tells which items they changed.</summary>
    public IReadOnlySet<ItemId> ReplayAndNote(IReadOnlyList<SectionRecord> records)
    {
        var touched = new HashSet<ItemId>();
        void Note(IReadOnlyList<YEvent> events)
        {
            foreach (var change in events)
            {
                if (change.Path is [string id, ..])
                    touched.Add(ItemId.From(id));
                else
                    touched.UnionWith(change.Keys.Keys.Select(ItemId.From));
            }
        }

        Root.DeepChanged += Note;
        try
        {
            Replay(records);
        }
        finally
        {
            Root.DeepChanged -= Note;
        }

        return touched;
    }
}
