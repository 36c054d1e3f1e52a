using RoundTable.Domain.Ids;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

internal sealed partial class SectionDocument
{
    // A second document that is one update ahead at most: only where a guard reads along, and made when it first does. Where
    // letters land is for Yjs to say, so what a text would become is looked up, not computed beside it.
    private Doc? _rehearsal;
    private bool _isAhead;

    /// <summary>
    /// The texts that an update changes, as they are and as they would be; empty text for an item that it makes. Follow with
    /// <see cref="Take"/> or <see cref="DropRehearsal"/>. Costs what applying costs, the first time a copy of the document.
    /// </summary>
    /// <param name="check">An update that was found in order, and not applied yet.</param>
    public IReadOnlyList<(string Before, string After)> Rehearse(UpdateCheck check)
    {
        List<ItemId> changed = [.. check.Findings!.ChangedTexts()];
        if (changed.Count == 0)
            return [];
        if (_rehearsal is null)
        {
            _rehearsal = new Doc(0);
            _rehearsal.ApplyUpdate(Whole.Span);
        }

        _rehearsal.ApplyUpdate(check.Update.Span);
        _isAhead = true;
        var after = _rehearsal.GetMap(SectionSchema.Root);
        return [.. changed.Select(item => (TextOf(Root, item), TextOf(after, item)))];
    }

    /// <summary>Forgets what was rehearsed: it will not be applied.</summary>
    public void DropRehearsal()
    {
        _rehearsal = null;
        _isAhead = false;
    }

    private void KeepRehearsal(ReadOnlySpan<byte> update)
    {
        if (!_isAhead)
            _rehearsal?.ApplyUpdate(update);
        _isAhead = false;
    }

    private static string TextOf(YMap items, ItemId item) =>
        items.TryGet<YMap>(item.Value, out var fields) && fields.TryGet<YText>(SectionSchema.Text, out var text) ? text.ToString() : "";
}
