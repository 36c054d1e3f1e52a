using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

internal sealed partial class SectionDocument
{
    private (ReadOnlyMemory<byte> Update, PersonId Author, bool Shares, UpdateCheck Found)? _foreseen;

    /// <summary>As <see cref="Check"/>, and keeps what was found for when the same update comes to be applied to the same document.</summary>
    public UpdateCheck Foresee(ReadOnlyMemory<byte> update, PersonId author, bool shares)
    {
        var found = Check(update, author, shares);
        _foreseen = (update, author, shares, found);
        return found;
    }

    /// <summary>
    /// Looks an update over before anything of it is applied. Typing is judged from the update alone; what makes items, or
    /// sets fields in an unusual order, is tried out on a copy.
    /// </summary>
    /// <param name="update">Bytes that claim to be a V1 update.</param>
    /// <param name="author">Who pushes it.</param>
    /// <param name="shares">Whether others type here too, for whom there must be room.</param>
    public UpdateCheck Check(ReadOnlyMemory<byte> update, PersonId author, bool shares)
    {
        if (update.Length > SectionLimits.OfferedBytes)
            return UpdateCheck.Refused(RefusalCodes.SectionTooLarge);
        if (_foreseen is { } known && known.Author == author && known.Shares == shares && known.Update.Span.SequenceEqual(update.Span))
        {
            _foreseen = null;
            return known.Found;
        }

        try
        {
            var inspection = Awake.Inspect(update.Span, Caps.UpdateBytes);
            if (inspection.MissesDependencies)
                return UpdateCheck.Refused(RefusalCodes.SectionMissingDependencies);
            if (UpdateFindings.Repeats(inspection, out var contradicts))
            {
                if (contradicts)
                    return UpdateCheck.Refused(RefusalCodes.SectionForeignClient);

                // The rest of a struct goes where its known part stands, whatever it claims: so what is applied is judged, not what came.
                update = Updates.Diff(update[..inspection.ReadLength].Span, StateVector.Span);
                inspection = Awake.Inspect(update.Span, Caps.UpdateBytes);
                if (inspection.MissesDependencies)
                    return UpdateCheck.Refused(RefusalCodes.SectionMissingDependencies);
            }

            var findings = new UpdateFindings(this, author, shares);
            findings.LookAtStructs(inspection);
            findings.LookAtDeletes(inspection);

            // Bytes behind the update mean nothing to anybody, so they are neither kept nor sent on.
            return findings.RefusalCode is { } code ? UpdateCheck.Refused(code) : Conclude(findings, inspection, update[..inspection.ReadLength], shares ? author : null);
        }
        catch (MalformedUpdateException)
        {
            // One that is cut off by the bound on structs reads like one that is damaged.
            return UpdateCheck.Refused(update.Length > Caps.UpdateBytes ? RefusalCodes.SectionTooLarge : RefusalCodes.SectionMalformed);
        }
    }

    private UpdateCheck Conclude(UpdateFindings findings, UpdateInspection inspection, ReadOnlyMemory<byte> update, PersonId? sharer)
    {
        if (!findings.ChangesSomething)
            return UpdateCheck.Nothing;

        // What the document has already is not sent on, deletes neither: a forged copy of somebody's letters could reach a client
        // that has not got the real ones yet.
        if (findings.RepeatsDeletes)
            update = inspection.WithoutDoneDeletes();
        if (update.Length > Caps.UpdateBytes || !Fits(update.Length))
            return UpdateCheck.Refused(RefusalCodes.SectionTooLarge);
        var moreItems = 0;
        if (findings.NeedsTrial && Try(update.Span, findings, sharer, out moreItems) is { } code)
            return UpdateCheck.Refused(code);
        return new UpdateCheck(null, update, true, findings.NewClients, moreItems, findings);
    }

    /// <summary>Whether this much more fits: what people took away counts too, for a document keeps its traces.</summary>
    private bool Fits(int bytes)
    {
        if (Size + bytes <= Caps.DocumentBytes)
            return true;

        // Updates weigh more one by one than together in the document.
        _ = Whole;
        return Size + bytes <= Caps.DocumentBytes;
    }

    /// <summary>
    /// Applies an update to a copy, and looks whether it leaves every item whole and the document within its bounds, and types
    /// in none whose words moved away. What is wrong already is not held against an update that makes it no worse.
    /// </summary>
    private string? Try(ReadOnlySpan<byte> update, UpdateFindings findings, PersonId? sharer, out int moreItems)
    {
        var copy = new Doc(0);
        var items = copy.GetMap(SectionSchema.Root);
        copy.ApplyUpdate(Whole.Span);
        var before = items.Count;
        copy.ApplyUpdate(update);
        moreItems = items.Count - before;
        if (copy.HasPending)
            return RefusalCodes.SectionMissingDependencies;
        foreach (var (key, value) in items.Entries)
        {
            if (Spoils(value, Root.Has(key) ? Root.Get(key) : null, findings) is { } code)
                return code;
        }

        if (moreItems < 0)
            return RefusalCodes.SectionSchema;
        if (copy.StructCount > Structs && copy.StructCount > MostStructs(findings))
            return RefusalCodes.SectionTooLarge;
        if (moreItems > 0 && CheckRoom(moreItems, sharer) is { } full)
            return full;
        return findings.TypedInGone.Any(id => Read(id, (YMap)items.Get(id.Value)!) is { Withdrawn: true, Text.Length: > 0 }) ? SessionCodes.ItemUnknown : null;
    }

    /// <summary>Why so many more items do not fit, or null.</summary>
    /// <param name="more">How many, from 1.</param>
    /// <param name="sharer">Whose they would be; null for the server's, and where nobody else needs room.</param>
    public string? CheckRoom(int more, PersonId? sharer) =>
        Count + more > Caps.Items ? RefusalCodes.SectionTooLarge
        : sharer is { } person && Count + more > Caps.ItemsPerPerson && ItemsOf(person) + more > Caps.ItemsPerPerson ? SessionCodes.SectionShareFull
        : null;

    /// <summary>Runs that the document may have after an update: twice as many as otherwise when it cuts a few by deleting.</summary>
    public long MostStructs(UpdateFindings findings) => findings.CutsFew ? 2L * Caps.Structs : Caps.Structs;

    /// <summary>Why an item may not become so, or null. Two servers can let a text grow too long, each by what the other does not know yet.</summary>
    private string? Spoils(object? after, object? before, UpdateFindings findings)
    {
        var (text, was) = (SectionSchema.TextOf(after), SectionSchema.TextOf(before));
        if (SectionSchema.CheckItem(after, Caps.ItemLength) is { } code && (before is null || code != SectionSchema.CheckItem(before, Caps.ItemLength) || text?.Length > was?.Length))
            return code;
        return !findings.CutsFew && text?.PartCount > Math.Max(Caps.ItemStructs, was?.PartCount ?? 0) ? RefusalCodes.SectionTooLarge : null;
    }
}
