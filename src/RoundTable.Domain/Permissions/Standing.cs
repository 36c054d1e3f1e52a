namespace RoundTable.Domain.Permissions;

/// <summary>How the one who looks stands to the person whom the thing is about.</summary>
public enum Standing
{
    /// <summary>It is about themselves, or about nobody in particular.</summary>
    Self,

    /// <summary>They have authority over this child today.</summary>
    Authority,

    /// <summary>They work for this person, or are there for them as a trusted person, today.</summary>
    Helper,

    /// <summary>Anybody else: another parent, family, network, a professional.</summary>
    Other,

    /// <summary>They are the one active director of this plan (BR-01).</summary>
    Director,
}
