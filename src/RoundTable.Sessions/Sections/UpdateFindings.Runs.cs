using RoundTable.Domain.Commands;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

internal sealed partial class UpdateFindings
{
    private Dictionary<YType, int>? _parts;
    private int _structs;
    private int? _own;
    private int _goOn;
    private int _cuts;
    private bool _cutsOthers;
    private long _moves;

    /// <summary>Whether only a few runs are cut in two: what deleting by hand does.</summary>
    public bool CutsFew => _cuts <= SectionLimits.FewCuts;

    /// <summary>Why one more run does not fit in the update, in the document, in what is the author's of it, or in what holds it; or null. Letters are counted apart.</summary>
    private string? JudgeRoom(InspectedStruct made, YType? holder, int all)
    {
        // It stands behind the one before it, so nothing is cut for it.
        if (made.GoesOn)
        {
            _goOn++;
            return null;
        }

        _moves += made.Moves;
        var caps = document.Caps;
        if (++_structs > caps.UpdateStructs || document.Structs + _structs > caps.Structs)
            return RefusalCodes.SectionTooLarge;
        if (IsBeyondShare(_structs))
            return SessionCodes.SectionShareFull;

        // What the update makes itself has no more than the update; how many items there are has a bound of its own.
        if (holder is null || holder.PartCount + all <= caps.ItemStructs)
            return null;
        _parts ??= [];
        return holder.PartCount + (_parts[holder] = _parts.GetValueOrDefault(holder) + 1) <= caps.ItemStructs ? null : RefusalCodes.SectionTooLarge;
    }

    // What is the author's is counted only where all that there is would not fit in a share.
    private bool IsBeyondShare(int more)
    {
        var share = document.Caps.StructsPerPerson;
        return shares && document.Structs + more > share && (_own ??= document.StructsOf(author)) + more > share;
    }

    // The pieces of what others wrote count as those of the others. So many at once make them only while all that there is fits in half
    // of a share: by those nobody's own share is more than half full.
    private bool CutsTooMuchOfOthers() => shares && _cutsOthers && document.Structs + _structs + _cuts > document.Caps.StructsPerPerson / 2;

    /// <summary>Those that go on are no run of their own in the end, but to place another beside them takes a step for each.</summary>
    private void JudgeSteps()
    {
        if ((long)_goOn * _structs > SectionLimits.UpdateSteps || _moves > SectionLimits.UpdateMoves)
            RefusalCode = RefusalCodes.SectionTooLarge;
    }

    private void NoteCuts(int cuts, InspectedDelete deleted, UpdateInspection inspection)
    {
        if (cuts == 0)
            return;
        _cuts += cuts;
        _cutsOthers |= document.OwnerOf(deleted.Client) is { } owner && owner != author && owner != SectionDocument.Nobody;
        _moves += cuts * inspection.StructsOf(deleted.Client);
    }

    /// <summary>A run that is cut by a delete is one more. Runs that are deleted may become one: what remains is for a trial to measure.</summary>
    private void JudgeCuts()
    {
        if (_cuts == 0)
            return;
        if (_structs + _cuts > document.Caps.UpdateStructs || (!CutsFew && _moves > SectionLimits.UpdateMoves))
        {
            RefusalCode = RefusalCodes.SectionTooLarge;
            return;
        }

        if (!CutsFew && (IsBeyondShare(_structs + _cuts) || CutsTooMuchOfOthers()))
        {
            RefusalCode = CutsTooMuchOfOthers() ? SessionCodes.SectionCutsOthers : SessionCodes.SectionShareFull;
            return;
        }

        NeedsTrial |= document.Structs + _structs + _cuts > document.MostStructs(this);
        if (CutsFew || _grown is null)
            return;
        foreach (var text in _grown.Keys)
        {
            NeedsTrial |= text.PartCount + _structs + _cuts > document.Caps.ItemStructs;
        }
    }
}
