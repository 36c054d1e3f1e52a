using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Grains.Hosting;
using RoundTable.Sessions;
using RoundTable.Sessions.Sections;

namespace RoundTable.Grains.Sections;

/// <summary>
/// Carries an item over from one section into another: written there first, then withdrawn here, and only with the words that were
/// written there. What somebody types in between is carried along too, and what somebody typed over there stays: then both do. Others
/// may carry the same item meanwhile: its words stay wherever they were written.
/// </summary>
/// <param name="sections">How to reach both.</param>
/// <param name="from">Where the item is.</param>
/// <param name="item">Which.</param>
/// <param name="caller">Who carries it.</param>
internal sealed class ItemCrossing(SectionCalls sections, SectionKey from, ItemId item, Caller caller)
{
    private const int MaxRounds = 100;

    /// <summary>Carries it; done and on disk when it answers null.</summary>
    /// <param name="first">Its id over there; others follow from it, for words that may not go over what stands there.</param>
    /// <param name="erase">Whether its words are taken away here.</param>
    /// <param name="writeAsync">
    /// Writes the item there, over these words of an earlier round if not null; <see cref="SessionCodes.ItemChanged"/> when words stand
    /// there that must stay.
    /// </param>
    /// <exception cref="GrainOverloadedException">Somebody types on and on in it; later it may be done.</exception>
    public async Task<Refusal?> CarryAsync(ItemId first, bool erase, Func<CardItem, string?, Task<Refusal?>> writeAsync)
    {
        var there = first;
        string? written = null;
        var withdrawn = false;
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await ReadAsync().ConfigureAwait(false) is not { } present)
                return new Refusal(SessionCodes.ItemUnknown);

            // Another server may have let letters in that go before the withdrawal.
            if (withdrawn && present.Text == (erase ? "" : written))
                return null;

            // Somebody else took its words along: they stay where they went, and here it is done when that is on disk.
            var taken = present is { Withdrawn: true, Text.Length: 0 };
            if (taken && !erase && written is null)
                return new Refusal(SessionCodes.ItemUnknown);

            // Whoever took it off the table, its words may have gone with that: what comes after them is not written over them.
            if (erase && (withdrawn || (present.Withdrawn && written is not null)))
                (there, written, withdrawn) = (ItemRelease.ReleasedId(from.Section, there), null, false);
            Refusal? refusal;
            if (present.Text.Length > 0 || (written is null && !taken))
            {
                refusal = await writeAsync(present with { Id = there }, written).ConfigureAwait(false);
                if (refusal is { Code: SessionCodes.ItemChanged })
                {
                    // A crash came between, and somebody went on writing there.
                    (there, written) = (ItemRelease.ReleasedId(from.Section, there), null);
                    continue;
                }

                if (refusal is not null)
                    return refusal;
            }

            written = present.Text;
            refusal = await sections.WithdrawAsync(from, caller, item, erase, only: written).ConfigureAwait(false);
            if (refusal is not null and not { Code: SessionCodes.ItemChanged })
                return refusal;
            withdrawn = refusal is null;
        }

        throw new GrainOverloadedException(typeof(SectionGrain), from.ToString());
    }

    /// <summary>How it stands here; null when there is no such item.</summary>
    public async Task<CardItem?> ReadAsync() => (await sections.ItemsAsync(from).ConfigureAwait(false)).FirstOrDefault(i => i.Id == item);
}
