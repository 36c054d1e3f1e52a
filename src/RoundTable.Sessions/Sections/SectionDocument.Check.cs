using RoundTable.Domain.Commands;
using RoundTable.Domain.Ids;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

internal sealed partial class SectionDocument
{
    /// <summary>
    /// Looks an update over before anything of it is applied. Typing is judged from the update alone; what makes items, or
    /// sets fields in an unusual order, is tried out on a copy.
    /// </summary>
    /// <param name="update">Bytes that claim to be a V1 update.</param>
    /// <param name="author">Who pushes it.</param>
    public UpdateCheck Check(ReadOnlyMemory<byte> update, PersonId author)
    {
        if (update.Length > SectionLimits.UpdateBytes)
            return UpdateCheck.Refused(RefusalCodes.SectionTooLarge);
        try
        {
            var inspection = Awake.Inspect(update.Span);
            if (inspection.MissesDependencies)
                return UpdateCheck.Refused(RefusalCodes.SectionMissingDependencies);
            var findings = new UpdateFindings(this, author);
            findings.LookAtStructs(inspection);
            findings.LookAtDeletes(inspection);

            // Bytes behind the update mean nothing to anybody, so they are neither kept nor sent on.
            return findings.RefusalCode is { } code ? UpdateCheck.Refused(code) : Conclude(findings, update[..inspection.ReadLength]);
        }
        catch (MalformedUpdateException)
        {
            return UpdateCheck.Refused(RefusalCodes.SectionMalformed);
        }
    }

    private UpdateCheck Conclude(UpdateFindings findings, ReadOnlyMemory<byte> update)
    {
        if (!findings.ChangesSomething)
            return UpdateCheck.Nothing;
        if (Count + findings.NewItems.Count > Caps.Items || !Fits(update.Length))
            return UpdateCheck.Refused(RefusalCodes.SectionTooLarge);

        // What the document has already is not sent on: a forged copy of somebody's letters could reach a client that
        // has not got the real ones yet.
        if (findings.RepeatsKnown)
            update = Updates.Diff(update.Span, StateVector.Span);
        if (findings.NeedsTrial && Try(update.Span, findings.TypedInGone) is { } code)
            return UpdateCheck.Refused(code);
        return new UpdateCheck(null, update, true, findings.NewClients, findings.NewItems.Count, findings);
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

    /// <summary>Applies an update to a copy, and looks whether every item there is whole, and none whose words moved away is typed in.</summary>
    private string? Try(ReadOnlySpan<byte> update, IReadOnlyCollection<ItemId> typedInGone)
    {
        var copy = new Doc(0);
        var items = copy.GetMap(SectionSchema.Root);
        copy.ApplyUpdate(Whole.Span);
        var before = items.Count;
        copy.ApplyUpdate(update);
        if (copy.HasPending)
            return RefusalCodes.SectionMissingDependencies;
        var after = 0;
        foreach (var (_, value) in items.Entries)
        {
            after++;
            if (SectionSchema.CheckItem(value) is { } code)
                return code;
        }

        if (after < before)
            return RefusalCodes.SectionSchema;
        return typedInGone.Any(id => Read(id, (YMap)items.Get(id.Value)!) is { Withdrawn: true, Text.Length: > 0 }) ? SessionCodes.ItemUnknown : null;
    }
}
