namespace RoundTable.Domain.Permissions;

/// <summary>What somebody may see or do something with.</summary>
public enum Thing
{
    /// <summary>Open the plan: its sections as far as the audience names them, commitments, meetings.</summary>
    Plan,

    /// <summary>Type in a section whose audience names them.</summary>
    LiveText,

    /// <summary>Give an own score in a room where they have a seat.</summary>
    Score,

    /// <summary>Receive the minutes, in the version made for them.</summary>
    Minutes,

    /// <summary>Words of a child that the child has released to nobody.</summary>
    UnreleasedChildWords,

    /// <summary>Words of a child that the child has released to this person by name.</summary>
    ReleasedChildWords,

    /// <summary>A consent that is about somebody: see it, and give or withdraw it.</summary>
    Consent,

    /// <summary>All consents and legal bases of the plan: see them, ask and record them.</summary>
    SharingRecords,

    /// <summary>Protection relations with their words: see and set them.</summary>
    Protection,

    /// <summary>People, relations, sections and meetings: arrange them.</summary>
    Arrangements,

    /// <summary>Emergency access, with a reason and for some hours: to what the whole circle reads.</summary>
    EmergencyAccess,

    /// <summary>In an emergency also the tables of both sides of a protection relation.</summary>
    EmergencySides,

    /// <summary>Judge a use of emergency access; here the thing is about who used it.</summary>
    EmergencyReview,

    /// <summary>A copy of everything about a person: one's own, or as director of anybody (AVG, article 15).</summary>
    PersonExport,

    /// <summary>Treatment content: read it where its professional names them and a ground covers it; decide that it comes in, about somebody whom they work for.</summary>
    Treatment,

    /// <summary>The minutes of a child under 12: open them to read them together with it. The age is that of the child.</summary>
    ChildMinutes,

    /// <summary>The voice of a child under 12: write down what it says, and let those read it whom it names. The age is that of the child.</summary>
    ChildVoice,
}
