namespace RoundTable.Sessions.Sections.History;

/// <summary>Why a moment has a name.</summary>
public enum MomentKind
{
    /// <summary>A meeting of the plan left its lobby.</summary>
    MeetingStart,

    /// <summary>A meeting of the plan was closed.</summary>
    MeetingEnd,

    /// <summary>Somebody who may look back gave it a name.</summary>
    Named,
}
