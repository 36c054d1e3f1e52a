using RoundTable.Domain.Commands;
using RoundTable.Yjs;

namespace RoundTable.Sessions.Sections;

internal sealed partial class UpdateFindings
{
    private Dictionary<YType, int>? _parts;
    private int _structs;
    private int _cuts;

    /// <summary>Whether only a few runs are cut in two: what deleting by hand does.</summary>
    public bool CutsFew => _cuts <= SectionLimits.FewCuts;

    /// <summary>Whether one more run fits: in the update, in the document, and in what holds it. Letters are counted apart.</summary>
    private bool HasRoom(YType? holder, int all)
    {
        if (++_structs > SectionLimits.UpdateStructs || document.Structs + _structs > document.Caps.Structs)
            return false;

        // What the update makes itself has no more than the update; how many items there are has a bound of its own.
        if (holder is null || holder.PartCount + all <= SectionLimits.Parts)
            return true;
        _parts ??= [];
        return holder.PartCount + (_parts[holder] = _parts.GetValueOrDefault(holder) + 1) <= SectionLimits.Parts;
    }

    /// <summary>A run that is cut by a delete is one more. Runs that are deleted may become one: what remains is for a trial to measure.</summary>
    private void JudgeCuts()
    {
        if (_cuts == 0)
            return;
        if (_structs + _cuts > SectionLimits.UpdateStructs)
        {
            RefusalCode = RefusalCodes.SectionTooLarge;
            return;
        }

        NeedsTrial |= document.Structs + _structs + _cuts > document.MostStructs(this);
        if (CutsFew || _grown is null)
            return;
        foreach (var text in _grown.Keys)
        {
            NeedsTrial |= text.PartCount + _structs + _cuts > SectionLimits.Parts;
        }
    }
}
