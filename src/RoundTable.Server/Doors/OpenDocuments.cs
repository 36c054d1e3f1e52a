using System.Collections.Concurrent;
using RoundTable.Grains;
using RoundTable.Journal;

namespace RoundTable.Server.Doors;

/// <summary>The documents that clients have open through the doors of this process.</summary>
internal sealed class OpenDocuments(Vault vault)
{
    private readonly ConcurrentDictionary<DocumentLink, bool> _open = [];

    public void Add(DocumentLink link) => _open[link] = true;

    public void Remove(DocumentLink link) => _open.TryRemove(link, out _);

    /// <summary>Shuts what belongs to a plan that was erased, and signs out whose own ways in were.</summary>
    public async Task CloseErasedAsync()
    {
        foreach (var link in _open.Keys)
        {
            if (await vault.IsErasedAsync(StreamOwners.OfPlan(link.Plan)))
                link.Erased();
            else if (await vault.IsErasedAsync(StreamOwners.OfSubject(link.Grant.Visitor.Subject)))
                link.SignedOut();
        }
    }
}
